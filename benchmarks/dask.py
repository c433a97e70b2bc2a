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
def dask_cluster(folder: Path, *, workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers. Raises ``TimeoutError`` where it does not start."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    processes = [_start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        deadline = time.monotonic() + _SECONDS
        while not file.exists() or not file.read_text("utf-8").rstrip().endswith("}"):
            if time.monotonic() > deadline:
                raise TimeoutError("the scheduler does not start")
            time.sleep(0.05)
        address = str(json.loads(file.read_text("utf-8"))["address"])
        for number in range(workers):
            local = str(folder / f"worker-{number}")
            processes.append(
                _start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", local)
            )
        yield address
    finally:
        for process in processes:
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
