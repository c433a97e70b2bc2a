"""The real server as a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_builder.model import Graph
from graph_builder.store import StoreSettings, load, open_store

PROJECT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "graph_builder.cli", "serve"]
SECONDS = 60


@dataclass
class Server:
    """A running server: its process, its address, and the lines of its log."""

    process: subprocess.Popen[str]
    host: str
    port: int
    log: list[str]

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    def get(self, path: str) -> tuple[int, Any, Any]:
        """Status, JSON and headers of an answer."""
        request = urllib.request.Request(f"{self.url}/api/v1{path}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error), error.headers

    def send(self, content: bytes, then: bytes = b"", pause: float = 0) -> bytes:
        """What is answered to some bytes, in one or two parts."""
        with socket.create_connection((self.host, self.port), timeout=SECONDS) as client:
            client.sendall(content)
            time.sleep(pause)
            if then:
                client.sendall(then)
            answer = b""
            while part := client.recv(65536):
                answer += part
        return answer


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a server whose files lie in a home, without what the caller's shell may name."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("POLICYGRAPH_", "NEO4J_"))}
    return {**kept, "POLICYGRAPH_HOME": str(home), "PYTHONPATH": str(PROJECT)}


@contextmanager
def running(home: Path, *options: str, **environment: str) -> Iterator[Server]:
    """A server on a free port for the length of a block; ``environment`` is added to its own."""
    with subprocess.Popen(
        [*COMMAND, "--port", "0", *options],
        cwd=PROJECT,
        env=environment_of(home) | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        log: list[str] = []
        assert process.stdout is not None
        reader = threading.Thread(target=lambda: log.extend(process.stderr or ()), daemon=True)
        reader.start()
        try:
            line = process.stdout.readline()
            assert line.startswith("policygraph: http://"), (line, log)
            host, port = line.split("/")[2].rsplit(":", 1)
            yield Server(process, host, int(port), log)
        finally:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            reader.join(SECONDS)


@contextmanager
def serving(home: Path, graph: Graph, *options: str, **environment: str) -> Iterator[Server]:
    """A server over a graph that a home's embedded store holds, in one process.

    The engine that loads the graph goes on under the server: starting another one takes seconds.
    """
    with ExitStack() as ended:
        with open_store(StoreSettings(home)) as store:
            load(store, graph)
            server = ended.enter_context(running(home, "--processes", "1", *options, **environment))
            server.get("/ready")  # the first request opens the store, which no test is to wait for
        yield server
