"""Files that are either wholly the new ones or still the old ones."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import portalocker
from portalocker import LockFlags


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
            flush(path)
        for path in written:
            path.replace(folder / path.name)
        for name in set(owned) - {path.name for path in written}:
            (folder / name).unlink(missing_ok=True)
        flush(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def draft_of(path: Path) -> Iterator[BinaryIO]:
    """Write a file aside and move it to ``path`` at the end.

    Yields the draft, a hidden file beside ``path``, to write and read. When the block ends, it is flushed to the disk
    and takes the place of ``path``; when the block raises, it is removed. What a killed process left is overwritten.
    Raises :class:`OSError` where the place cannot be written, or another process writes a draft of the same file.
    """
    draft = path.with_name(f".{path.name}.new")
    draft.touch()
    with draft.open("r+b") as file:
        try:
            portalocker.lock(file, LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING)
            # who finished in this moment has given the file its name
            mine = os.path.samestat(os.fstat(file.fileno()), draft.stat())
        except (portalocker.LockException, FileNotFoundError):
            mine = False
        if not mine:
            raise FileExistsError(errno.EEXIST, "another process is writing it", str(path))
        try:
            file.truncate(0)
            yield file
            file.flush()
            os.fsync(file.fileno())
            draft.replace(path)
            flush(path.parent)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def flush(path: Path) -> None:
    """Have the disk keep a file's content, or a folder's names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
