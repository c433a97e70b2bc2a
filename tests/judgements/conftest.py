"""The small graphs of the store's tests, and both engines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

for folder in (Path(__file__).parent, Path(__file__).parent.parent / "store"):
    sys.path.insert(0, str(folder))

from engines import store_of  # noqa: E402

from graph_builder.judgements import JudgementLog  # noqa: E402
from graph_builder.store import Store  # noqa: E402

ENGINES = ("arcadedb", pytest.param("neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    """The open store of an engine; what an earlier test loaded is in it."""
    return store_of(str(request.param))


@pytest.fixture
def log(tmp_path: Path) -> JudgementLog:
    """An empty file of judgements."""
    return JudgementLog(tmp_path / "judgements.jsonl")
