"""Reading in a process of its own, so that a file that loops, swells or crashes its reader costs nothing but itself."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import graph_builder
from graph_builder.reading.extract import Extract, Note, UnreadableError
from graph_builder.reading.limits import MAX_READER_BYTES, MAX_READER_SECONDS


@dataclass(frozen=True, slots=True)
class _Cell:
    """A running process (:mod:`graph_builder.reading.cell`) and the pipes to and from it."""

    process: subprocess.Popen[bytes]
    requests: Connection
    answers: Connection

    def close(self) -> int:
        """Let it end; returns its status, which is that of the signal where one has ended it."""
        self.requests.close()
        self.answers.close()
        return self.process.wait()


class Apart:
    """The one cell of this process, started when a file needs it and kept, as that takes longer than most files."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cell: _Cell | None = None

    def ask(self, request: bytes, data: bytes) -> bytes:
        """The answer of the cell. Raises :class:`UnreadableError` where it ends instead of answering."""
        with self._lock:
            if self._cell is not None and self._cell.process.poll() is not None:
                self.close()  # it was ended between two files, which is no fault of the next one
            cell = self._cell = self._cell or _start()
            try:
                cell.requests.send_bytes(request)
                cell.requests.send_bytes(data)
                return cell.answers.recv_bytes()
            except (EOFError, OSError) as error:
                raise UnreadableError(_why(self.close())) from error
            except BaseException:  # Ctrl-C: the answer that comes yet must not be taken for that to the next request
                cell.process.kill()
                self.close()
                raise

    @property
    def pid(self) -> int | None:
        """The process of the cell, where there is one."""
        return self._cell.process.pid if self._cell else None

    def close(self) -> int:
        """End the cell; returns its status."""
        cell, self._cell = self._cell, None
        return cell.close() if cell else 0

    def forget(self) -> None:
        """In a process that was forked: leave the parent's cell to the parent."""
        if self._cell is not None:
            self._cell.requests.close()
            self._cell.answers.close()
            self._cell.process.returncode = 0  # it is no child of this process, which has nothing to wait for
        self._cell = None
        self._lock = threading.Lock()  # another thread of the parent may have held the old one


_apart = Apart()
atexit.register(_apart.close)
os.register_at_fork(after_in_child=_apart.forget)


def shared() -> Apart:
    """The one that :func:`read_apart` asks."""
    return _apart


def read_apart(module: str, function: str, data: bytes) -> Extract:
    """What a reader (``function`` of ``module``, bytes to :class:`Extract`) makes of ``data`` in the bounded process.

    Raises :class:`UnreadableError` as the reader does, and where it takes more memory or time than it may, or crashes.
    """
    request = {"module": module, "function": function, "seconds": MAX_READER_SECONDS}
    answer = json.loads(shared().ask(json.dumps(request).encode("ascii"), data))
    if "refused" in answer:
        raise UnreadableError(answer["refused"])
    pages = None if answer["pages"] is None else tuple(answer["pages"])
    return Extract(tuple(answer["lines"]), pages, tuple(Note(*note) for note in answer["notes"]))


def _why(status: int) -> str:
    if status == -signal.SIGXCPU:
        return f"takes more than {MAX_READER_SECONDS} seconds to read; print it anew, or give its text"
    return (
        f"crashes its reader or takes more than {MAX_READER_BYTES >> 20:,} MB of memory to read (status {status}); "
        "print it anew, or give its text"
    )


def _start() -> _Cell:
    requests_read, requests = Pipe(duplex=False)
    answers, answers_write = Pipe(duplex=False)
    ends = (requests_read.fileno(), answers_write.fileno())
    # The process must find this package even where it is run from a checkout.
    root = str(Path(graph_builder.__file__ or ".").parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(  # noqa: S603 - this Python runs a module of this package
        [sys.executable, "-W", "ignore", "-m", "graph_builder.reading.cell", *map(str, (*ends, MAX_READER_BYTES))],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=ends,
        # A Ctrl-C is meant for the command; the cell ends with the pipe.
        start_new_session=True,
    )
    requests_read.close()
    answers_write.close()
    return _Cell(process, requests, answers)
