"""The server in a process of its own, and an assistant's side of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from engines import session_folder, store_of
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, Tool

from graph_builder.model import Graph
from graph_builder.store import Store, load

_ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "graph_builder.cli", "mcp"]


def _environment(**more: str) -> dict[str, str]:
    """The server's environment: this checkout, and no server that the tester's own environment names."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("POLICYGRAPH_", "NEO4J_"))}
    return {**kept, "PYTHONPATH": str(_ROOT), **more}


@dataclass(frozen=True)
class Assistant:
    """A session with a server."""

    portal: BlockingPortal
    client: Client

    def tools(self) -> dict[str, Tool]:
        return {tool.name: tool for tool in self.portal.call(self.client.list_tools).tools}

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return self.portal.call(self.client.call_tool, tool, arguments)

    def answer(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured answer of a call that must go well; the session has checked it against the tool's schema."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content
        answer: dict[str, Any] = result.structured_content
        return answer

    def text(self, tool: str, **arguments: Any) -> str:
        result = self.call(tool, **arguments)
        assert not result.is_error
        return _said(result)

    def error(self, tool: str, **arguments: Any) -> str:
        """The line that a call which must fail says."""
        result = self.call(tool, **arguments)
        assert result.is_error
        assert result.structured_content is None
        line = _said(result)
        assert len(line.splitlines()) == 1
        assert "Traceback" not in line
        return line


def _said(result: CallToolResult) -> str:
    """The one text of a result."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start a server with some settings; it is ended with the session of the tests."""
    log = tmp_path_factory.mktemp("mcp") / "server.log"
    with start_blocking_portal() as portal, log.open("w", encoding="utf-8") as errors:
        opened = []

        def starting(**settings: str) -> Assistant:
            server = StdioServerParameters(command=_COMMAND[0], args=_COMMAND[1:], env=_environment(**settings))
            session = portal.wrap_async_context_manager(Client(stdio_client(server, errlog=errors)))
            opened.append(session)
            return Assistant(portal, session.__enter__())

        yield starting
        for session in reversed(opened):
            session.__exit__(None, None, None)


@pytest.fixture(scope="session")
def running(start: Any) -> Assistant:
    """The server on the embedded engine of the tests."""
    assistant: Assistant = start(POLICYGRAPH_HOME=str(session_folder()))
    return assistant


@pytest.fixture
def store(small_graph: Graph) -> Store:
    """The same store in this process; it holds the small graph."""
    opened = store_of("arcadedb")
    load(opened, small_graph)
    return opened


@pytest.fixture
def assistant(running: Assistant, store: Store) -> Assistant:
    """The server, on the small graph."""
    return running


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Any]:
    """Start a server without a client: its pipes are the test's own."""
    processes: list[subprocess.Popen[str]] = []

    def starting(**settings: str) -> subprocess.Popen[str]:
        with (tmp_path / "server.log").open("w", encoding="utf-8") as errors:
            process = subprocess.Popen(
                _COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                env=_environment(**settings),
            )
        processes.append(process)
        return process

    yield starting
    for process in processes:
        with process:
            process.kill()
