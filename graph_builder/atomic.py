"""Files that are either wholly the new ones or still the old ones."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged_files(folder: Path, *, owned: Collection[str] = ()) -> Iterator[Path]:
    """Write files aside and move them into ``folder`` at the end.

    Yields an empty folder to write into. When the block ends, every file in it is flushed to the disk and moved
    over its namesake in ``folder`` (which is made if need be); files of ``folder`` whose names are in ``owned`` and
    that were not written again are removed. When the block raises, the files of ``folder`` stay as they were. Raises
    :class:`OSError` where the place cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # inside the folder: surely the same file system, so that each move is one atomic rename
    stage = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        yield stage
        written = sorted(stage.iterdir())
        for path in written:
            _flush(path)
        for path in written:
            path.replace(folder / path.name)
        for name in set(owned) - {path.name for path in written}:
            (folder / name).unlink(missing_ok=True)
        _flush(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
