"""The torture's checks notice damage, and a short form of it is survived; no test asserts a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from engines import store_of
from graphs import circle, every_type

from benchmarks.torture import BrokenError, Tally, check_alone, check_judgements, table_of, torture, which
from graph_builder.judgements import JudgementKind, JudgementLog, judge
from graph_builder.model import Graph
from graph_builder.store import Store, dump, load

_SHORT = ("build killed", "store gone", "judgement killed", "files cannot grow", "two builds at once")
"""One fault of each family; the rest differ in what the machine must offer."""


@pytest.fixture
def store() -> Store:
    return store_of("arcadedb")


def test_the_old_and_the_new_graph_are_told_apart() -> None:
    allowed = {"old": circle(), "new": every_type()}
    assert which(circle(), allowed) == "old"
    assert which(every_type(), allowed) == "new"


def test_another_graph_and_none_are_noticed() -> None:
    with pytest.raises(BrokenError, match="none of old"):
        which(every_type(), {"old": circle()})
    with pytest.raises(BrokenError, match="none of old"):
        which(Graph(), {"old": circle()})


def test_a_mixture_of_two_builds_is_noticed() -> None:
    old = every_type()
    new = replace(old, relations=tuple(replace(each, confidence=0.5) for each in old.relations))
    mixed = replace(old, relations=(*new.relations[:1], *old.relations[1:]))
    with pytest.raises(BrokenError, match="none of old, new"):
        which(mixed, {"old": old, "new": new})


def test_what_a_store_has_lost_is_noticed(store: Store) -> None:
    load(store, every_type())
    assert which(dump(store), {"loaded": every_type()}) == "loaded"
    build = store.read("current_build")[0]["build"]
    assert store.write("drop_issue", build=build, limit=1)[0]["n"] == 1
    with pytest.raises(BrokenError, match="issues, "):
        which(dump(store), {"loaded": every_type()})


def test_a_build_that_is_left_over_is_noticed(store: Store) -> None:
    load(store, circle())
    check_alone(store)
    store.write("begin_build", build="left over", gap=None)
    with pytest.raises(BrokenError, match="2 builds"):
        check_alone(store)
    load(store, every_type())
    check_alone(store)


def test_a_lost_judgement_is_noticed(tmp_path: Path) -> None:
    log = JudgementLog(tmp_path / "judgements.jsonl")
    relations = every_type().relations[:2]
    judgements = [judge(JudgementKind.CONFIRM, "王核", "附件载明", relation=relation) for relation in relations]
    for judgement in judgements:
        log.append(judgement)
    given = [judgement.id for judgement in judgements]
    assert check_judgements(given, log) == given
    first, second = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(first)
    with pytest.raises(BrokenError, match=given[1]):
        check_judgements(given, log)
    # a line that was cut off is no judgement either
    log.path.write_bytes(first + second[: len(second) // 2])
    with pytest.raises(BrokenError, match=given[1]):
        check_judgements(given, log)


def test_the_table_counts_what_broke() -> None:
    rows = table_of({"build killed": Tally(3, 2, 0), "disk full": Tally(2, 2, 1)}).splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    assert cells == [["build killed", "3", "2", "0"], ["disk full", "2", "2", "1"], ["all", "5", "4", "1"]]


def test_a_fault_of_each_family_is_survived(tmp_path: Path) -> None:
    tallies = torture(tmp_path / "torture", len(_SHORT), 2, kinds=_SHORT)
    assert {name: (each.tried, each.broke) for name, each in tallies.items()} == dict.fromkeys(_SHORT, (1, 0))
