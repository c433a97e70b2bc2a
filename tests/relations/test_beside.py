"""A resolution beside an earlier one: the same graph as one of its own, of which little is decided anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks.country.model import Country
from benchmarks.country.writing import write_country
from graph_builder.model import Graph
from graph_builder.reading import discover
from graph_builder.relations.batches import Batch
from graph_builder.relations.kept import folder_of, read_graph
from graph_builder.relations.layout import Base, number_batches
from graph_builder.relations.resolution import resolve
from graph_builder.staged import extract_texts, read_texts
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows, count_rows
from graph_builder.workers import Inline

DOCUMENTS = 160


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder.of(tmp_path_factory.mktemp("beside"))


@pytest.fixture(scope="module")
def batches(work: Folder) -> list[Batch]:
    """A small country in many batches."""
    write_country(Country(DOCUMENTS, seed=7, noise=0.02), Path(work.place("country")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph_builder.staged._FILES", 6)
        texts = read_texts(discover([Path(work.place("country")) / "documents"]), work.inner("texts"))
    made = extract_texts(texts, work.inner("extractions"))
    assert len(made) > 15
    return made


@pytest.fixture(scope="module")
def whole(batches: list[Batch], work: Folder) -> Graph:
    return resolve(batches, work.inner("whole"), Inline())


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.relations.resolution._ROWS", 300)


def without(batches: Sequence[Batch], seed: int) -> list[Batch]:
    """All but a few batches, at random: often the first or the last one among them."""
    out = random.Random(seed).sample(range(len(batches)), 2)
    return [batch for at, batch in enumerate(batches) if at not in out]


def assert_same(one: Graph, other: Graph) -> None:
    for field in fields(Graph):
        assert list(getattr(one, field.name)) == list(getattr(other, field.name)), field.name


@pytest.mark.parametrize("seed", range(2))
def test_what_comes_is_as_if_it_had_been_there(batches: list[Batch], whole: Graph, work: Folder, seed: int) -> None:
    base = work.inner(f"less-{seed}")
    less = resolve(without(batches, seed), base, Inline())
    assert list(less.documents) != list(whole.documents)
    more = resolve(batches, work.inner(f"more-{seed}"), Inline(), base=base)
    assert_same(more, whole)
    assert read_graph(work.inside(f"more-{seed}")).beside == base


@pytest.mark.parametrize("seed", range(2, 4))
def test_what_goes_is_as_if_it_had_never_been(batches: list[Batch], whole: Graph, work: Folder, seed: int) -> None:
    base = folder_of(whole)
    assert base is not None
    kept = without(batches, seed)
    beside = resolve(kept, work.inner(f"gone-{seed}"), Inline(), base=base)
    assert_same(beside, resolve(kept, work.inner(f"never-{seed}"), Inline()))


def test_only_what_differs_is_decided_anew(batches: list[Batch], whole: Graph, work: Folder) -> None:
    base = work.inner("nearly-all")
    resolve(batches[:-1], base, Inline())
    more = work.inner("all")
    graph = resolve(batches, more, Inline(), base=base)
    assert_same(graph, whole)
    for table in ("speakers", "citations", "owners", "said"):
        assert 0 < count_rows((more, table)) < count_rows((base, table)) / 2, table
    assert isinstance(graph.passages, Rows)
    taken_over = [folder for folder, _ in graph.passages.tables if folder == base]
    assert len(taken_over) > len(batches) / 3


def test_nothing_new_is_no_work(batches: list[Batch], whole: Graph, work: Folder) -> None:
    base = folder_of(whole)
    again = resolve(batches, work.inner("again"), Inline(), base=base)
    assert_same(again, whole)
    for table in ("speakers", "citations", "candidates", "owners", "said", "homes"):
        assert count_rows((work.inside("again"), table)) == 0, table


def test_a_base_of_which_little_is_left_is_no_base(batches: list[Batch], work: Folder) -> None:
    base = work.inner("half")
    half = batches[: len(batches) // 2]
    resolve(half, base, Inline())
    graph = resolve(batches, work.inner("both"), Inline(), base=base)
    folder = folder_of(graph)
    assert folder is not None
    assert read_graph(folder).beside is None


def test_a_base_by_other_rules_is_no_base(batches: list[Batch], work: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    base = work.inner("by-others")
    with monkeypatch.context() as patch:
        patch.setattr("graph_builder.relations.layout.rules_fingerprint", lambda: "others")
        resolve(batches[:-1], base, Inline())
    folder = folder_of(resolve(batches, work.inner("by-these"), Inline(), base=base))
    assert folder is not None
    assert read_graph(folder).beside is None


def test_batches_keep_their_numbers_while_there_is_room(batches: list[Batch], work: Folder) -> None:
    numbered = number_batches(batches[1:9], None)
    assert numbered is not None
    base = Base(work, {at: (batch.name, 1_000) for at, batch in numbered.items()})
    more = number_batches(batches[:9], base)
    assert more is not None
    assert list(more.values()) == batches[:9]
    assert list(more) == sorted(more)
    assert {at: batch for at, batch in more.items() if at in numbered} == numbered
    crowded = Base(work, {at: (batch.name, 1_000) for at, batch in enumerate(batches[1:9], 1)})
    assert number_batches(batches[:9], crowded) is None
