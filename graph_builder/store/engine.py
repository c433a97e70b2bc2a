"""The process that runs the embedded engine: ArcadeDB, which speaks Bolt on a loopback port of its own choice.

It is started by :mod:`graph_builder.store.embedded` and is a process of its own so that several commands can share
one store, so that the Java runtime's heap and messages stay out of theirs, and so that no command that is killed can
take the files down with it. It ends by itself when no client holds the clients' lock any more.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from graph_builder.errors import StoreError
from graph_builder.store.locks import Lock, Places, hold, try_hold

DATABASE = "policygraph"
_LEAST_HEAP_MB, _MOST_HEAP_MB = 384, 4096
"""The least is enough for some ten million characters of text, the most for a hundred times as much."""
_SHARE_OF_MEMORY = 4
_PAGES_MB = 128
_POLL_SECONDS = 0.1
_LOCK_SECONDS = 5.0
_JVM = (
    # Commands are short: a collector and compiler that start fast beat those that win after minutes.
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
)


_kept: list[Lock] = []
"""Locks that only the end of the process releases: who comes while it ends waits, and then starts an engine anew."""


def heap_size(megabytes: int) -> str:
    """How far the engine's heap may grow where nothing is set: a quarter of a machine's memory.

    It grows only as it must, so that small graphs take little on large machines.
    """
    share = max(_LEAST_HEAP_MB, min(megabytes // _SHARE_OF_MEMORY, _MOST_HEAP_MB))
    return f"{share}m"


def _memory_mb() -> int:
    try:
        return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) >> 20
    except (ValueError, OSError):
        return 0


def main() -> None:
    """Serve the store in a folder.

    Arguments: the folder; the heap, empty for a share of the memory; the seconds that one statement may take, as one
    that runs away must not keep a core for ever.
    """
    status = 0
    home, heap, seconds = sys.argv[1:]
    options = {
        "heap_size": heap or heap_size(_memory_mb()),
        "jvm_args": (*_JVM, f"-Darcadedb.command.timeout={int(seconds) * 1000}"),
    }
    try:
        _serve(Places(Path(home)), options)
    except Exception:
        traceback.print_exc()
        status = 1
    sys.stderr.flush()
    # The Java threads of connections that are still open would keep the process; its files are closed by now.
    os._exit(status)


def _serve(places: Places, options: dict[str, Any]) -> None:
    # A client that looks whether an engine runs holds the lock for a moment; another engine holds it for good.
    lock = hold(places.engine, seconds=_LOCK_SECONDS)
    if lock is None:
        raise StoreError(f"{places.home}: another engine is running")
    _kept.append(lock)
    password = secrets.token_urlsafe(24)
    server, bolt, http = _start(places.home, password, options)
    try:
        server.create_database(DATABASE)
        _publish(places, bolt, http, password)
        _kept.extend(filter(None, [_wait(places)]))
    finally:
        places.endpoint.unlink(missing_ok=True)
        server.stop()


def _start(home: Path, password: str, options: dict[str, Any]) -> tuple[Any, int, int]:
    # Slow, and needed in this process only.
    from arcadedb_embedded.server import ArcadeDBServer  # type: ignore[import-untyped] # noqa: PLC0415

    # The engine keeps the root password of its first start; without the file it takes the new one.
    (home / "config" / "server-users.jsonl").unlink(missing_ok=True)
    bolt, http = _free_ports()
    server = ArcadeDBServer(
        root_path=str(home),
        root_password=password,
        config={
            "host": "127.0.0.1",
            "http_port": http,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": bolt,
            # What a transaction wrote is in the log file before it counts as done, so that it survives a kill.
            "txWalFlush": 1,
            "maxPageRAM": _PAGES_MB,
        },
        jvm_kwargs=options,
    )
    server.start()
    return server, bolt, http


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for found in (one, other):
            found.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _publish(places: Places, bolt: int, http: int, password: str) -> None:
    """Tell clients of the same user where the engine listens."""
    draft = places.endpoint.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"port": bolt, "http": http, "password": password, "pid": os.getpid()}, file)
    draft.replace(places.endpoint)


def _wait(places: Places) -> Lock | None:
    """Return when no client is left, with the clients' lock, or when the process is asked to end."""
    ended = False

    def end(_signal: int, _frame: object) -> None:
        nonlocal ended
        ended = True

    signal.signal(signal.SIGTERM, end)
    while not ended and places.endpoint.exists():
        if (clients := try_hold(places.clients)) is not None:
            return clients
        time.sleep(_POLL_SECONDS)
    return None


if __name__ == "__main__":
    main()
