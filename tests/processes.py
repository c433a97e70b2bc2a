"""Code in a process of its own, which may be killed, without the seconds that a new Python and its imports take."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path
from subprocess import CompletedProcess

_SECONDS = 120

# Processes are forked from one that has imported these, and has done nothing else.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["graph_builder.backup", "graph_builder.store"])


def python(code: str, *arguments: str) -> CompletedProcess[str]:
    """What ``python -c`` with this code and these arguments says, and how it ends."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        process = _processes.Process(target=_run, args=(code, arguments, str(said)))
        process.start()
        process.join(_SECONDS)
        process.kill()  # if it has not come to its end
        process.join()
        ended = process.exitcode
        process.close()
        assert ended is not None
        return CompletedProcess([code, *arguments], ended, said.read_text("utf-8") if said.exists() else "", "")


def _run(code: str, arguments: tuple[str, ...], said: str) -> None:
    with open(said, "wb", buffering=0) as file:  # noqa: PTH123
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.argv = ["-c", *arguments]
    exec(code, {"__name__": "__main__"})  # noqa: S102 - the test's own
