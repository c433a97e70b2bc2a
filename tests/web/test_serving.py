"""The real server: several processes over one store, an outage of the store, and its end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import COMMAND, PROJECT, SECONDS, Server, environment_of, running
from web_graph import GRAPH

from graph_builder.store import StoreSettings, load, open_store
from graph_builder.store.locks import Places, hold


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose embedded store holds the small graph."""
    with open_store(StoreSettings(tmp_path)) as store:
        load(store, GRAPH)
    return tmp_path


def test_it_outlives_its_store_and_ends_well(home: Path) -> None:
    places = Places(home / "store")
    with running(home, "--processes", "2") as server:
        _, right, _ = server.get("/stats")
        assert right["read"] == 4
        _outage(server, places, right)
        # a request that has begun ends, although the server is asked to end meanwhile
        asking = threading.Timer(0.3, server.process.send_signal, [signal.SIGINT])
        asking.start()
        answer = server.send(
            b"GET /api/v1/documents?limit=1 HTTP/1.1\r\nHost: localhost\r\n", b"Connection: close\r\n\r\n", pause=1.5
        )
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert server.process.wait(SECONDS) == 0
    ended = hold(places.engine, seconds=SECONDS)
    assert ended is not None, "the engine ends with the server"
    ended.release()
    assert [line for line in server.log if not line.startswith("{")] == []
    lines = [json.loads(line) for line in server.log]
    requests = [line for line in lines if line["message"] == "request"]
    assert all({"id", "method", "path", "status", "ms", "client"} <= set(line) for line in requests)
    assert requests[-1]["path"] == "/api/v1/documents"
    assert not [line for line in lines if "exception" in line]


def _outage(server: Server, places: Places, right: Any) -> None:
    """Kill the engine: 503s, then right answers from every process, with nothing started by hand."""
    endpoint = places.read_endpoint()
    assert endpoint
    os.kill(endpoint["pid"], signal.SIGKILL)
    seen: set[int] = set()
    good = 0
    deadline = time.monotonic() + SECONDS
    while good < 20 and time.monotonic() < deadline:
        status, body, headers = server.get("/stats")
        seen.add(status)
        if status == 503:
            good = 0
            assert int(headers["Retry-After"]) > 0
            assert str(places.home) not in json.dumps(body)
        elif 503 in seen:
            assert body == right
            good += 1
        assert server.get("/health")[0] == 200
        time.sleep(0.02)
    assert (good, seen) == (20, {200, 503})


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /api/v1/search?q=" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
    ],
)
def test_what_is_no_request_has_the_shape_of_a_problem(empty: Server, sent: bytes, status: int) -> None:
    head, body = empty.send(sent).split(b"\r\n\r\n", 1)
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == status


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a store that nothing was loaded into."""
    with running(tmp_path_factory.mktemp("empty")) as server:
        yield server


def test_it_says_that_nothing_is_loaded(empty: Server) -> None:
    status, body, _ = empty.get("/ready")
    assert status == 503
    assert "policygraph build" in body["detail"]


def test_an_address_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = _refused(tmp_path, "--port", str(taken.getsockname()[1]))
    assert "choose another port" in said


def test_other_addresses_demand_a_token(tmp_path: Path) -> None:
    said = _refused(tmp_path, "--host", "0.0.0.0", "--port", "0")
    assert "POLICYGRAPH_TOKEN" in said
    assert "--public-read" in said


def _refused(home: Path, *options: str) -> str:
    """The one line that a server says which does not start."""
    done = subprocess.run(
        [*COMMAND, *options],
        cwd=PROJECT,
        env=environment_of(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_metrics_are_those_of_all_processes(home: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with running(home, "--processes", "2", TMPDIR=str(temporary)) as server:
        server.get("/ready")
        for _ in range(20):
            assert server.get("/stats")[0] == 200
        server.send(b"nonsense\r\n\r\n")
        asked = 'policygraph_requests_total{method="GET",route="/api/v1/stats",status="200"}'
        _wait_until(lambda: _metrics(server)[asked] == 20.0)
        # whichever process answers, it tells of all
        assert {_metrics(server)[asked] for _ in range(6)} == {20.0}
        answered = _processes(server)
        assert len(answered) == 2
        os.kill(answered.pop(), signal.SIGKILL)
        _wait_until(lambda: len(_processes(server) - answered) > 0)
        assert server.get("/stats")[0] == 200
        _wait_until(lambda: _metrics(server)[asked] > 20.0)
        told = _metrics(server)
        assert told[asked] == 21.0, "what a process counted outlives it"
        assert told['policygraph_requests_total{method="other",route="none",status="400"}'] == 1.0
        assert len(list(temporary.glob("policygraph-metrics-*"))) == 1
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(SECONDS) == 0
    assert list(temporary.glob("policygraph-metrics-*")) == []


def _wait_until(done: Callable[[], bool]) -> None:
    """Give what comes after an answer its time: a request is counted once its answer has been sent."""
    deadline = time.monotonic() + SECONDS
    while not done() and time.monotonic() < deadline:
        time.sleep(0.1)


def _metrics(server: Server) -> dict[str, float]:
    """Every sample of ``/metrics`` with its value."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=SECONDS) as answer:
        lines = answer.read().decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def _processes(server: Server) -> set[int]:
    """The processes that answer, which are children of the first."""
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split()
    return {int(pid) for pid in children if _is_server(int(pid))}


def _is_server(pid: int) -> bool:
    try:
        return b"\0serve\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
