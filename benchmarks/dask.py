"""A Dask cluster on this machine, a process for the scheduler and for each worker, for as long as a block takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROJECT = Path(__file__).parent.parent
_SECONDS = 60.0


@contextmanager
def dask_scheduler(folder: Path) -> Iterator[str]:
    """The address of a scheduler without workers. Raises ``TimeoutError`` where it does not start."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    process = _start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    try:
        deadline = time.monotonic() + _SECONDS
        while not file.exists() or not file.read_text("utf-8").rstrip().endswith("}"):
            if time.monotonic() > deadline:
                raise TimeoutError("the scheduler does not start")
            time.sleep(0.05)
        yield str(json.loads(file.read_text("utf-8"))["address"])
    finally:
        process.kill()
        process.wait()


@contextmanager
def dask_workers(address: str, folder: Path, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers of a scheduler, each a single process without a nanny that would start it again."""
    options = ("--no-nanny", "--nthreads", "1", "--death-timeout", "30", "--local-directory")
    made = [_start("dask_worker", address, *options, str(folder / f"worker-{number}")) for number in range(count)]
    try:
        yield made
    finally:
        for process in made:
            process.kill()
            process.wait()


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{program}", "--no-dashboard", *arguments],
        cwd=_PROJECT,
        env=os.environ | {"PYTHONPATH": str(_PROJECT), "DASK_DISTRIBUTED__WORKER__DAEMON": "false"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
