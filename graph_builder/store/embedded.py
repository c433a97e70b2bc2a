"""The embedded engine seen by its clients: found running or started, shared, and ended with its last client."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import graph_builder
from graph_builder.errors import StoreAwayError, StoreError
from graph_builder.store.engine import DATABASE
from graph_builder.store.locks import Places, hold, try_hold

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_POLL_SECONDS = 0.05
_HANDSHAKE_SECONDS = 5.0
_SQL_SECONDS = 600.0
"""An index over what is stored already is made in one statement."""
_BOLT_HANDSHAKE = bytes.fromhex("6060b017 00000404 00000104 00000004 00000003")
"""Bolt's first message: its mark and the versions that the client would speak (4.4, 4.1, 4.0, 3)."""

_outlived: list[subprocess.Popen[bytes]] = []
"""Engines that this process started and that others still use; kept, as a forgotten child is warned of."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the engine of the folder ``home`` listens: by Bolt, and by HTTP for what Bolt does not take."""

    home: Path
    port: int
    http: int | None
    password: str = field(repr=False)
    user: str = "root"
    database: str = DATABASE

    @property
    def uri(self) -> str:
        """Its address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"

    def run_sql(self, line: str) -> None:
        """Run a statement in the engine's own SQL. Raises :class:`StoreError` where it is refused."""
        if self.http is None:
            raise StoreError(
                f"{self.home}: the engine was started by an earlier version; end the server and the commands that use "
                "it, and run this again"
            )
        login = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        body = json.dumps({"language": "sql", "command": line})
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        # no urlopen, which would ask a proxy that the environment names
        with closing(HTTPConnection("127.0.0.1", self.http, timeout=_SQL_SECONDS)) as connection:
            try:
                connection.request("POST", f"/api/v1/command/{self.database}", body, headers)
                answer = connection.getresponse()
                said = " ".join(answer.read().decode("utf-8", "replace").split())
            except (OSError, HTTPException) as error:
                raise StoreAwayError(f"{self.home}: the engine does not answer ({error}); run this again") from error
        if answer.status != HTTPStatus.OK:
            raise StoreError(f"{self.home}: the engine refuses a statement of the schema ({said[:300]}); report this")


@contextmanager
def embedded_engine(home: Path, *, heap: str | None, statement_seconds: int) -> Iterator[Endpoint]:
    """Use the engine that keeps its files in the folder ``home`` for the length of a block; start it where none runs.

    Any number of processes may use it at once; ``heap``, by default a share of the machine's memory, and
    ``statement_seconds``, how long one statement may take, hold for an engine that is started here. Raises
    :class:`StoreError` where the folder cannot be written, or the engine does not start.
    """
    places = Places(home)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        client = hold(places.clients, shared=True, seconds=_STOP_SECONDS)
    except OSError as error:
        raise StoreError(
            f"{home}: cannot be used ({error.strerror}); set POLICYGRAPH_HOME to a folder of yours"
        ) from error
    if client is None:
        raise StoreError(f"{home}: the engine there is ending and does not come to its end; see {places.log}")
    process: subprocess.Popen[bytes] | None = None
    try:
        endpoint, process = _find_or_start(places, [heap or "", str(statement_seconds)])
        yield endpoint
    except StoreAwayError as error:
        if places.ran_out_of_memory():
            raise StoreError(
                f"{places.home}: the graph needs more memory than the embedded engine may take; set POLICYGRAPH_HEAP, "
                "to 8g, say, and run this again"
            ) from error
        raise
    finally:
        client.release()
        _leave(places, process)


def _find_or_start(places: Places, options: list[str]) -> tuple[Endpoint, subprocess.Popen[bytes] | None]:
    starting = hold(places.starting, seconds=_START_SECONDS)
    if starting is None:
        raise StoreError(f"{places.home}: another process is starting the engine and does not finish; end it")
    process: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + _START_SECONDS
    with starting:
        while time.monotonic() < deadline:
            free = try_hold(places.engine)
            if free is None:
                found = places.read_endpoint()
                if found and _answers(found["port"]):
                    return Endpoint(places.home, found["port"], found.get("http"), found["password"]), process
            else:
                if process is None:
                    # An engine that was killed leaves its endpoint behind.
                    places.endpoint.unlink(missing_ok=True)
                free.release()
                if process is None:
                    process = _start(places, options)
                elif process.poll() is not None:
                    raise StoreError(f"{places.home}: the embedded engine does not start; {places.log} says why")
            time.sleep(_POLL_SECONDS)
    raise StoreError(f"{places.home}: the engine there does not answer; see {places.log} and end its process")


def _answers(port: int) -> bool:
    """Whether a Bolt server listens; an engine that was just killed may hold its lock and port for a moment more."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_HANDSHAKE_SECONDS) as connection:
            connection.sendall(_BOLT_HANDSHAKE)
            return len(connection.recv(4)) > 0
    except OSError:
        return False


def _start(places: Places, options: list[str]) -> subprocess.Popen[bytes]:
    # The engine's process must find this package even where it is run from a checkout.
    root = str(Path(graph_builder.__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    with places.log.open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - this Python runs a module of this package
            [sys.executable, "-W", "ignore", "-m", "graph_builder.store.engine", places.home, *options],
            cwd=places.home,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # A Ctrl-C is meant for the command; the engine ends with its last client.
            start_new_session=True,
        )


def _leave(places: Places, process: subprocess.Popen[bytes] | None) -> None:
    """Wait until the engine has closed its files, unless others use it."""
    deadline = time.monotonic() + _STOP_SECONDS
    ended = None
    while time.monotonic() < deadline:
        ended = try_hold(places.engine)
        if ended is not None:
            ended.release()
            break
        others = try_hold(places.clients)
        if others is not None:
            others.release()
        elif places.endpoint.exists():
            break
        time.sleep(_POLL_SECONDS)
    if process is not None:
        try:
            process.wait(1 if ended else 0)
        except subprocess.TimeoutExpired:
            _outlived.append(process)
