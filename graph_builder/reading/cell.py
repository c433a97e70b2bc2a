"""The process in which files of the complex formats are read: ``python -m graph_builder.reading.cell IN OUT BYTES``.

What it reads was perhaps made to harm, and what reads it is C and C++. So it bounds itself before it reads anything:
its memory, and the time of the processor that one file may take; and it may write no files.

A request is a JSON line that names module, function and seconds, followed by the content of the file as a second
message; the answer is the :class:`Extract` as JSON, or why the file is refused.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from graph_builder.reading.extract import UnreadableError, one_line

TOO_LARGE = "takes more memory to read than it may; split it"


def serve(requests: Connection, answers: Connection) -> None:
    """Answer requests until the other side closes; ends the process where a file takes more than its time."""
    while True:
        try:
            asked = json.loads(requests.recv_bytes())
            data = requests.recv_bytes()
        except EOFError:
            return
        _allow_seconds(asked["seconds"])
        answers.send_bytes(json.dumps(_answer(asked["module"], asked["function"], data)).encode("ascii"))


def _answer(module: str, function: str, data: bytes) -> dict[str, Any]:
    read = getattr(importlib.import_module(module), function)
    try:
        extract = read(data)
    except UnreadableError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": TOO_LARGE}
    except Exception as error:  # a reader's mistake over one file must not cost the others
        reason = one_line(f"{type(error).__name__}: {error}"[:120])
        return {"refused": f"cannot be read, its reader failed ({reason}); report this with the file"}
    notes = [(note.kind, note.text, note.line) for note in extract.notes]
    return {"lines": extract.lines, "pages": extract.pages, "notes": notes}


def bound(memory: int) -> None:
    """Bound this process for good; ``memory`` is the largest size of its address space."""
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _allow_seconds(seconds: int) -> None:
    """Let this process run for so many more seconds of the processor; beyond them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


def main(arguments: Sequence[str]) -> None:
    """Serve over the two file descriptors, within the memory that the arguments name."""
    reading, writing, memory = map(int, arguments)
    bound(memory)
    with Connection(reading, writable=False) as requests, Connection(writing, readable=False) as answers:
        serve(requests, answers)


if __name__ == "__main__":
    main(sys.argv[1:])
