"""The Neo4j server that the tests start, for benchmarks: of more memory, and ended with its block."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).parent.parent / "tests"


@contextmanager
def neo4j_server(folder: Path) -> Iterator[str]:
    """A server with its data in a folder, by its address. It needs Java, and Maven once; the error says what lacks."""
    server = _helpers().Neo4jServer(folder / "neo4j", heap="2g", pages="512m")
    server.start()
    try:
        yield server.uri
    finally:
        server.end()


def _helpers() -> Any:
    """The module of the tests, which are no package."""
    spec = importlib.util.spec_from_file_location("engines", _TESTS / "engines.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
