"""The bytes of a file, as they stood at one moment."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from graph_builder.reading.extract import UnreadableError, one_line
from graph_builder.reading.limits import MAX_FILE_BYTES

_CHANGED = "was changed while it was read; build again when nothing writes to it"


def content(path: Path, *, follow: bool) -> bytes:
    """The whole content of a file that nobody writes to meanwhile.

    What was a file when it was found may since have become a pipe, which would block, or a link to somewhere else:
    neither is opened, links only with ``follow``. Raises :class:`UnreadableError` where it cannot be read, is larger
    than the limit, or changes.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableError(f"has {size:,} bytes, more than {MAX_FILE_BYTES >> 20} MB; split it")
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - of a descriptor, which no Path opens
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise UnreadableError("is no regular file any more; take it out of the folder")
            data = file.read(before.st_size + 1)  # more, and it has grown
            after = os.fstat(descriptor)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({one_line(error.strerror or str(error))}); check the file") from error
    if before.st_size > MAX_FILE_BYTES or len(data) != before.st_size or _state(before) != _state(after):
        raise UnreadableError(_CHANGED)
    return data


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
