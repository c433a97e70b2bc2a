"""Stages over tables: batches, processes and kills change nothing in what is built."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

import pytest

from graph_builder.build import build, in_memory
from graph_builder.collections import CollectionStore
from graph_builder.errors import InputError
from graph_builder.judgements import JudgementLog
from graph_builder.model import Graph
from graph_builder.reading import discover
from graph_builder.staged import read_texts
from graph_builder.tables.folder import Folder
from graph_builder.workers import Inline, Processes, Workers, local_workers
from graph_builder.workspace import Workspace


def _build(folder: Path, home: Path, workers: Workers) -> Graph:
    space = Workspace(CollectionStore(home), workers)
    return in_memory(space.build_all(JudgementLog(home / "judgements.jsonl"), space.read([folder])))


@pytest.fixture(scope="module")
def alone(sample_dir: Path) -> Graph:
    """The graph of the sample, built as one batch in this process."""
    return build([sample_dir])


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of four files, tasks of ten rows."""
    monkeypatch.setattr("graph_builder.staged._FILES", 4)
    monkeypatch.setattr("graph_builder.relations.resolution._ROWS", 10)


@pytest.mark.usefixtures("small_batches")
def test_batches_change_nothing(sample_dir: Path, alone: Graph, tmp_path: Path) -> None:
    assert len(read_texts(discover([sample_dir]), Folder.of(tmp_path / "texts"))) > 3
    assert _build(sample_dir, tmp_path / "home", Inline()) == alone


@pytest.mark.usefixtures("small_batches")
def test_processes_change_nothing(
    sample_dir: Path, alone: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_builder.workers._WORTH_SECONDS", 0)
    with local_workers(2) as workers:
        assert isinstance(workers, Processes)
        assert _build(sample_dir, tmp_path / "home", workers) == alone


_KILLED = """
import sys
from pathlib import Path
import graph_builder.staged as staged, graph_builder.relations.resolution as resolution
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog
from graph_builder.workers import Inline
from graph_builder.workspace import Workspace
staged._FILES, resolution._ROWS = 4, 10
space = Workspace(CollectionStore(Path(sys.argv[2])), Inline())
space.build_all(JudgementLog(Path(sys.argv[2]) / "j.jsonl"), space.read([Path(sys.argv[1])]))
"""


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("tables", [4, 14, 30, 60])
def test_a_killed_build_goes_on_where_it_stood(sample_dir: Path, alone: Graph, tmp_path: Path, tables: int) -> None:
    """Killed when so many tables are there: what is there is taken as it is, and the graph is the same."""
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, sample_dir, home], cwd=Path(__file__).parent.parent, stderr=subprocess.DEVNULL
    )
    while len(_tables(home)) < tables and process.poll() is None:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    before = _tables(home)
    assert before
    assert _build(sample_dir, home, Inline()) == alone
    after = _tables(home)
    written_again = {name for name in before if before[name] != after[name]}
    # what every run writes anew, as it depends on what the caller gives or is as good as empty
    assert {Path(name).name.split(".")[0] for name in written_again} <= {
        "given", "agencies", "regions", "found-none", "relations-none",
    }  # fmt: skip


@pytest.mark.usefixtures("small_batches")
def test_a_build_that_could_not_write_a_table_goes_on_when_it_can(
    sample_dir: Path, alone: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    _build(sample_dir, home, Inline())
    work = home / "work"
    written = {path.name for path in work.rglob("*.parquet")}
    # the tables that a task writes beside others, of its first stretch or batch
    beside = (
        "entered",
        "owners",
        "inner",
        "doubled",
        "found",
        "resolved",
        "said",
        "marks",
        "doubts",
        "passages",
        "measures",
    )
    firsts = {f"{name}-{at}.parquet" for name in beside for at in ("00000", "04096")} & written
    assert len(firsts) == len(beside)
    making = Folder.making
    for lost in sorted(firsts):
        shutil.rmtree(work)

        @contextmanager
        def full(self: Folder, name: str, lost: str = lost) -> Iterator[str]:
            with making(self, name) as stage:
                yield stage
                if name == lost:
                    raise OSError(ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Folder, "making", full)
            with pytest.raises(OSError, match="No space left"):
                _build(sample_dir, home, Inline())
        assert _build(sample_dir, home, Inline()) == alone, lost


def _tables(home: Path) -> dict[str, int]:
    found = {}
    for path in home.rglob("*.parquet"):
        try:
            found[str(path)] = path.stat().st_mtime_ns
        except FileNotFoundError:
            continue
    return found


def test_a_changed_file_is_read_again_and_the_others_are_not(
    sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_builder.staged._FILES", 1)
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    files = sorted(sample_dir.iterdir())[:3]
    for path in files:
        shutil.copy(path, folder)
    _build(folder, home, Inline())
    before = {name for name in _tables(home) if "extractions" in name}
    changed = folder / files[0].name
    changed.write_text(changed.read_text("utf-8") + "\n附注。\n", "utf-8")
    assert _build(folder, home, Inline()) == build([folder])
    after = {name for name in _tables(home) if "extractions" in name}
    assert before < after
    assert len(after - before) == 4


def test_clean_leaves_what_the_next_build_can_use(sample_dir: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    space = Workspace(CollectionStore(home), Inline())
    new = space.read([sample_dir])
    space.build_all(JudgementLog(home / "judgements.jsonl"), new)
    space.keep(new)
    (home / "extractions" / "extraction-of-another-day.parquet").write_bytes(b"")
    space.clean()
    assert list((home / "work").iterdir()) == []
    assert len(list((home / "extractions").iterdir())) == 4 * len(new["sample"])


def test_no_document_is_told_before_anything_is_kept(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("春茶。\n秋茶。\n", "utf-8")
    space = Workspace(CollectionStore(tmp_path / "home"), Inline())
    with pytest.raises(InputError, match=r"chat\.txt: no document found"):
        space.read([tmp_path / "chat.txt"])
    assert space.kept.names() == []


@pytest.mark.parametrize("seconds", [0, 60])
def test_a_task_that_fails_ends_the_run(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.workers._WORTH_SECONDS", seconds)
    with local_workers(2) as workers, pytest.raises(ZeroDivisionError):
        list(workers.run(divmod, [(1, 1), (1, 0), (2, 1)]))


def test_processes_are_started_for_many_tasks_and_then_do_few_ones_too() -> None:
    own = os.getpid()
    with local_workers(2) as workers:
        assert set(workers.run(os.getpid, [()] * 3)) == {own}
        assert own not in set(workers.run(os.getpid, [()] * 40))
        assert own not in set(workers.run(os.getpid, [()] * 3))
        assert set(workers.run(os.getpid, [()])) == {own}
