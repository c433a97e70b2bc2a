"""The command line run in this process, on a data folder of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_builder.cli import main
from graph_builder.export.jsonl import write_jsonl
from graph_builder.model import Graph
from graph_builder.store import StoreSettings, open_store


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; what it printed before is not in the result."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        code = end.value.code
        return Result(code if isinstance(code, int) else 0, printed.out, printed.err)

    return call


@pytest.fixture
def fails(run: Run) -> Callable[..., str]:
    """Run a command that must fail; gives the one line that it says."""

    def call(*arguments: str | Path) -> str:
        result = run(*arguments)
        assert result.status == 2
        lines = result.err.splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("policygraph: ")
        return lines[0]

    return call


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder; nothing else is set."""
    for name in list(os.environ):
        if name.startswith(("POLICYGRAPH_", "NEO4J_")) and not name.startswith("POLICYGRAPH_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def export_dir(tmp_path: Path, small_graph: Graph) -> Path:
    """The small graph as an export."""
    write_jsonl(small_graph, tmp_path / "export")
    return tmp_path / "export"


@pytest.fixture(scope="session")
def engine_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose engine runs as long as the tests do: starting it takes seconds."""
    folder = tmp_path_factory.mktemp("engine")
    with open_store(StoreSettings(folder)):
        yield folder


@pytest.fixture
def store_home(engine_home: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same data folder, with no collection in it; the store holds what the last test loaded."""
    shutil.rmtree(engine_home / "collections", ignore_errors=True)
    monkeypatch.setenv("POLICYGRAPH_HOME", str(engine_home))
    return engine_home


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory, small_graph: Graph) -> Iterator[Path]:
    """A data folder that the small graph was loaded into; not to be written to."""
    folder = tmp_path_factory.mktemp("loaded")
    write_jsonl(small_graph, folder / "export")
    with open_store(StoreSettings(folder / "home")), pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYGRAPH_HOME", str(folder / "home"))
        with pytest.raises(SystemExit) as end:
            main(["load", str(folder / "export")])
        assert end.value.code == 0
        yield folder / "home"


@pytest.fixture
def loaded(loaded_home: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command line reads the small graph."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(loaded_home))
    return loaded_home
