"""The stages on a real Dask scheduler with workers in processes of their own, one of which is killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.dask import dask_scheduler, dask_workers
from graph_builder.build import build, in_memory
from graph_builder.cluster import cluster_workers
from graph_builder.collections import CollectionStore
from graph_builder.errors import ClusterError
from graph_builder.judgements import JudgementLog
from graph_builder.tables.folder import Folder
from graph_builder.workspace import Workspace


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler without workers."""
    with dask_scheduler(tmp_path) as address:
        yield address


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers of the scheduler."""
    with dask_workers(scheduler, tmp_path, 2) as made:
        yield made


def test_a_worker_that_dies_changes_nothing(
    scheduler: str,
    workers: list[subprocess.Popen[bytes]],
    sample_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph_builder.staged._FILES", 2)
    monkeypatch.setattr("graph_builder.relations.resolution._ROWS", 20)
    storage = Folder.of(f"file://{tmp_path / 'storage'}")
    kept = CollectionStore(tmp_path / "home", storage)
    told: list[str] = []

    def progress(stage: str, done: int, _total: int) -> None:
        told.append(stage)
        if stage == "抽取" and done == 2:
            os.kill(workers[0].pid, signal.SIGKILL)

    with cluster_workers(scheduler) as cluster:
        space = Workspace(kept, cluster, progress=progress)
        new = space.read([sample_dir])
        graph = in_memory(space.build_all(JudgementLog(tmp_path / "judgements.jsonl"), new))
        space.keep(new)
    assert "抽取" in told
    assert workers[0].wait() == -signal.SIGKILL
    assert workers[1].poll() is None
    assert graph == build([sample_dir])
    assert kept.names(texts=True) == ["sample"]
    assert {path.name for path in (tmp_path / "storage").iterdir()} == {"collections", "extractions", "work"}
    kept.remove("sample")
    assert not list((tmp_path / "storage" / "collections").iterdir())


def test_a_scheduler_without_workers_is_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.cluster._SECONDS", 1)
    with pytest.raises(ClusterError, match=r"has no worker; start `dask worker tcp://"), cluster_workers(scheduler):
        pass


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.cluster._SECONDS", 1)
    with pytest.raises(ClusterError, match="no scheduler answers"), cluster_workers("tcp://127.0.0.1:1"):
        pass
