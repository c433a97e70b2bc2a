"""File locks, and the files that the embedded engine and its clients meet at.

The operating system releases a lock when its process ends, however it ends; so a lock never outlives a kill.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import portalocker
from portalocker import LockFlags

_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Places:
    """The files of an embedded store in the folder ``home``."""

    home: Path

    @property
    def clients(self) -> Path:
        """Held together by all clients; the engine ends when it gets hold of it."""
        return self.home / "clients.lock"

    @property
    def starting(self) -> Path:
        """Held by the client that starts an engine."""
        return self.home / "starting.lock"

    @property
    def engine(self) -> Path:
        """Held by the engine for as long as its process lives."""
        return self.home / "engine.lock"

    @property
    def loading(self) -> Path:
        """Held by the client that loads."""
        return self.home / "loading.lock"

    @property
    def endpoint(self) -> Path:
        """Where the engine listens, and its password; readable by its user only."""
        return self.home / "engine.json"

    @property
    def log(self) -> Path:
        """What the engine prints."""
        return self.home / "engine.log"

    def ran_out_of_memory(self) -> bool:
        """Whether that was what the engine said last."""
        try:
            return "java.lang.OutOfMemoryError" in self.log.read_text("utf-8", "replace")
        except OSError:
            return False

    def read_endpoint(self) -> dict[str, Any] | None:
        """``port``, ``http``, ``password`` and ``pid`` of the engine; ``None`` where there is none (yet)."""
        try:
            found: dict[str, Any] = json.loads(self.endpoint.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found


class Lock:
    """A lock that is held until :meth:`release`, the end of its ``with`` block or of the process."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def release(self) -> None:
        """Let go of it; a second call does nothing."""
        self._file.close()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def try_hold(path: Path, *, shared: bool = False) -> Lock | None:
    """Lock a file (made if need be), alone or together with others; ``None`` where another holds it."""
    file = path.open("a", encoding="utf-8")
    try:
        portalocker.lock(file, (LockFlags.SHARED if shared else LockFlags.EXCLUSIVE) | LockFlags.NON_BLOCKING)
    except portalocker.LockException:
        file.close()
        return None
    return Lock(file)


def hold(path: Path, *, seconds: float, shared: bool = False) -> Lock | None:
    """As :func:`try_hold`, but wait for it up to ``seconds``."""
    deadline = time.monotonic() + seconds
    while (lock := try_hold(path, shared=shared)) is None and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return lock
