"""A folder of tables, on this machine or on storage that several machines share."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

import fsspec
from fsspec.core import url_to_fs


@lru_cache(maxsize=256)
def _opened(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    files, path = url_to_fs(url)
    return files, str(path)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its path, or by a URL that fsspec knows (``s3://…``). It can be handed to other processes."""

    url: str

    @classmethod
    def of(cls, path: Path | str) -> Folder:
        """The folder at a path, which is made if need be. Raises :class:`OSError` where it cannot be."""
        folder = cls(str(path))
        folder.files.makedirs(folder.path, exist_ok=True)
        return folder

    @property
    def files(self) -> fsspec.AbstractFileSystem:
        """The file system that holds it."""
        return _opened(self.url)[0]

    @property
    def path(self) -> str:
        """Its place in that file system."""
        return _opened(self.url)[1]

    def place(self, name: str) -> str:
        """The place of a file."""
        return f"{self.path}/{name}"

    def inside(self, name: str) -> Folder:
        """A folder inside it."""
        return Folder(f"{self.url.rstrip('/')}/{name}")

    def inner(self, name: str) -> Folder:
        """A folder inside it, which is made if need be."""
        return Folder.of(self.inside(name).url)

    def has(self, name: str) -> bool:
        """Whether it holds a file."""
        return bool(self.files.exists(self.place(name)))

    def has_table(self, name: str) -> bool:
        """Whether it holds a table."""
        return self.has(f"{name}.parquet")

    def names(self) -> list[str]:
        """The names of all that it holds, sorted."""
        found = self.files.ls(self.path, detail=False)
        return sorted(str(path).rstrip("/").rsplit("/", 1)[-1] for path in found)

    def remove(self, name: str) -> None:
        """Delete a file or a folder with all it holds; nothing happens where there is none."""
        if self.has(name):
            self.files.rm(self.place(name), recursive=True)

    def open(self, name: str) -> IO[bytes]:
        """A file to read from. Raises :class:`FileNotFoundError`."""
        return cast(IO[bytes], self.files.open(self.place(name), "rb"))

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file to write to; it has its name only when the block has ended well, and is gone where it raises."""
        with self.making(name) as stage, self.files.open(stage, "wb") as file:
            yield file

    @contextmanager
    def making(self, name: str) -> Iterator[str]:
        """The place to make a file at that takes its name when the block has ended well.

        It is another one each time: a cluster may give a task to a second worker while the first still lives.
        """
        stage = self.place(f".{name}.{secrets.token_hex(4)}.new")
        files: Any = self.files
        try:
            yield stage
            files.mv(stage, self.place(name))
        except BaseException:
            if files.exists(stage):
                files.rm(stage)
            raise


Place = tuple[Folder, str]
"""A table: its folder, and its name in it."""
