"""The store killed and started again under load, on both engines: 503s, then right answers, no server restarted."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from engines import Neo4jServer
from servers import SECONDS, Server, running
from web_graph import GRAPH, ROOT

from graph_builder.store import StoreSettings, load, open_store
from graph_builder.store.locks import Places

CLIENTS = 8
PATHS = ("/stats", *(f"/documents/{quote(ROOT, safe='')}{rest}" for rest in ("", "/trace", "/text")))
Outage = Callable[[], None]


@contextmanager
def embedded(folder: Path) -> Iterator[tuple[StoreSettings, Outage]]:
    """The embedded engine, which the server itself starts again."""

    def outage() -> None:
        endpoint = Places(folder / "store").read_endpoint()
        assert endpoint
        os.kill(endpoint["pid"], signal.SIGKILL)

    yield StoreSettings(folder), outage


@contextmanager
def neo4j_server(folder: Path) -> Iterator[tuple[StoreSettings, Outage]]:
    """A Neo4j server, which someone else starts again."""
    server = Neo4jServer(folder / "neo4j")
    server.start()

    def outage() -> None:
        server.kill()
        time.sleep(1)
        server.start()

    try:
        yield StoreSettings(folder, uri=server.uri), outage
    finally:
        server.end()


class Clients:
    """Clients that ask without a pause and keep what is answered."""

    def __init__(self, server: Server, right: dict[str, Any]) -> None:
        self._server, self._right = server, right
        self._stop = threading.Event()
        self.statuses: list[int] = []
        self.wrong: list[tuple[str, int, str]] = []
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def _ask(self, number: int) -> None:
        while not self._stop.is_set():
            number += 1
            path = PATHS[number % len(PATHS)]
            status, body, headers = self._server.get(path)
            self.statuses.append(status)
            fits = body == self._right[path] if status == 200 else status == 503 and int(headers["Retry-After"]) > 0
            if not fits:
                self.wrong.append((path, status, json.dumps(body)[:300]))

    def answered(self, status: int, times: int, since: int = 0) -> int:
        """Wait until so many answers have had a status since a place in the list; gives the present place."""
        deadline = time.monotonic() + SECONDS
        while self.statuses[since:].count(status) < times and time.monotonic() < deadline:
            time.sleep(0.05)
        assert self.statuses[since:].count(status) >= times, (status, self.statuses[-20:])
        return len(self.statuses)

    def end(self) -> None:
        """Let the clients end."""
        self._stop.set()
        for thread in self._threads:
            thread.join(SECONDS)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [embedded, pytest.param(neo4j_server, marks=pytest.mark.neo4j)])
def test_the_store_is_killed_and_started_again_under_load(engine: Any, tmp_path: Path) -> None:
    with engine(tmp_path) as (settings, outage):
        with open_store(settings) as store:
            load(store, GRAPH)
        # a store that has just started answers slowly on a busy machine; that is no matter of the outage
        named = {"POLICYGRAPH_SECONDS": "60"} | ({"POLICYGRAPH_URI": settings.uri} if settings.uri else {})
        with running(tmp_path, "--processes", "2", **named) as server:
            right = {path: server.get(path)[1] for path in PATHS}
            clients = Clients(server, right)
            try:
                before = clients.answered(200, 40)
                outage()
                away = clients.answered(503, 1, since=before)
                clients.answered(200, 80, since=away)
            finally:
                clients.end()
            assert clients.wrong == []
            assert set(clients.statuses[-CLIENTS:]) == {200}
            assert server.process.poll() is None
