"""The file of judgements: JSON lines that are only ever added to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import portalocker

from graph_builder.errors import JudgementFileError
from graph_builder.judgements.model import Judgement, as_line, from_line, in_force

FILE = "judgements.jsonl"
_LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that is no judgement: a write that was cut off, or one of a later version. It stays in the file."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """The content of the file, in its order, and the lines that could not be read."""

    all: tuple[Judgement, ...] = ()
    damaged: tuple[Damage, ...] = ()

    @property
    def in_force(self) -> tuple[Judgement, ...]:
        """Those that stand, oldest first."""
        return in_force(self.all)


class JudgementLog:
    """The judgements kept in the file ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Judgements:
        """All judgements; none where there is no file. Raises :class:`JudgementFileError` where it cannot be read."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return Judgements()
        except OSError as error:
            raise JudgementFileError(
                f"{self.path}: cannot be read ({error.strerror}); the judgements are in it"
            ) from error
        found: list[Judgement] = []
        damaged: list[Damage] = []
        for number, line in enumerate(content.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                found.append(from_line(line))
            except ValueError as error:
                damaged.append(Damage(number, " ".join(str(error).split())))
        return Judgements(tuple(found), tuple(damaged))

    def state(self) -> str:
        """What changes whenever the file does."""
        try:
            found = self.path.stat()
        except OSError:
            return "none"
        return f"{found.st_mtime_ns} {found.st_size}"

    @contextmanager
    def opened(self) -> Iterator[tuple[BinaryIO, int]]:
        """The file to read from, and how many bytes of it are whole lines now; empty where there is none.

        Judgements that are added meanwhile stand behind these bytes. Raises :class:`JudgementFileError`.
        """
        with ExitStack() as stack:
            try:
                file: BinaryIO = stack.enter_context(self.path.open("rb"))
                portalocker.lock(file, portalocker.LockFlags.SHARED)
                size = os.fstat(file.fileno()).st_size
                portalocker.unlock(file)
            except FileNotFoundError:
                file, size = BytesIO(), 0
            except (OSError, portalocker.LockException) as error:
                reason = getattr(error, "strerror", None) or "another process holds it"
                raise JudgementFileError(f"{self.path}: cannot be read ({reason}); make it readable") from error
            yield file, size

    def append(self, judgement: Judgement) -> None:
        """Add a judgement; when this returns, it is on the disk. Writers of several processes take turns.

        Raises :class:`JudgementFileError` where the file cannot be written.
        """
        line = as_line(judgement).encode("utf-8", "backslashreplace") + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with portalocker.Lock(self.path, "ab+", timeout=_LOCK_SECONDS) as file:
                # A line that was cut off must not run into this one.
                size = file.seek(0, os.SEEK_END)
                if size and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                    line = b"\n" + line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except (OSError, portalocker.LockException) as error:
            reason = getattr(error, "strerror", None) or "another process holds it"
            raise JudgementFileError(f"{self.path}: cannot be written ({reason}); the judgement is not kept") from error
