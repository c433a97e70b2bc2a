"""The store on both engines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

for folder in (Path(__file__).parent.parent, Path(__file__).parent):
    sys.path.insert(0, str(folder))

from engines import end_session, store_of  # noqa: E402

from graph_builder.store import Store  # noqa: E402

ENGINES = ("arcadedb", pytest.param("neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine."""
    return str(request.param)


@pytest.fixture
def store(engine: str) -> Store:
    """The open store of an engine; what an earlier test loaded is in it."""
    return store_of(engine)


def pytest_sessionfinish() -> None:
    end_session()
