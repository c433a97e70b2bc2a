"""Judgements recorded on a loaded graph, on both engines: the store then says what a load of the whole would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from engines import hold
from graphs import CITY, EXTENSION, PROVINCE, ROOT, SUPPLEMENT, Kind
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from judged import PLAN, STAND_IN, found, same, undecided

from api import judgements as review
from api.judgements import Standing
from api.judgements.answers import WhyWaiting
from api.questions import effects, issues, show
from graph_builder.errors import InputError, NotFoundError
from graph_builder.judgements import JudgementLog, apply
from graph_builder.model import Graph
from graph_builder.store import Store, dump, load
from graph_builder.store.connection import Row
from graph_builder.store.reading import current

WHO = {"by": "李审", "reason": "原文如此"}
GRAPH = undecided()


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, GRAPH)
    return store


def fingerprint(store: Store) -> str:
    build = current(store)
    assert build is not None
    return build.fingerprint


def agrees(store: Store, log: JudgementLog) -> bool:
    return same(dump(store), apply(GRAPH, log.read().all).graph)


def test_a_judgement_is_kept_and_seen_at_once(loaded: Store, log: JudgementLog) -> None:
    before = fingerprint(loaded)
    recorded = review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    assert log.read().all == (recorded.judgement,)
    assert recorded.fingerprint == fingerprint(loaded) != before
    (link,) = [link for link in show(loaded, CITY).outgoing if link.document.id == ROOT]
    assert link.relation == recorded.relation
    assert (link.relation.decided_by, link.relation.confidence) == ("李审", 1.0)
    assert agrees(loaded, log)


def test_every_kind_leaves_what_a_load_of_the_whole_leaves(loaded: Store, log: JudgementLog) -> None:
    review.reject(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    assert agrees(loaded, log)
    review.set_target(loaded, log, CITY, Kind.CITES, STAND_IN, EXTENSION, **WHO)
    assert agrees(loaded, log)
    assert issues(loaded, kind="ambiguous_citation") == []
    review.retype(loaded, log, PLAN, Kind.IMPLEMENTS, ROOT, Kind.FORWARDS, **WHO)
    assert agrees(loaded, log)
    merged = review.merge_agencies(loaded, log, "丁总局", "甲部", **WHO)
    assert agrees(loaded, log)
    review.separate_agencies(loaded, log, "示例省乙局", "示例省乙厅", **WHO)
    assert agrees(loaded, log)
    review.undo(loaded, log, merged.judgement.id, **WHO)
    assert agrees(loaded, log)
    for entry in review.judgements(loaded, log).entries:
        if entry.standing is Standing.IN_FORCE and entry.judgement.undoes is None:
            review.undo(loaded, log, entry.judgement.id, **WHO)
    assert same(dump(loaded), GRAPH)


def test_what_comes_back_stands_where_it_stood(store: Store, log: JudgementLog) -> None:
    graph = replace(GRAPH, relations=tuple(sorted(GRAPH.relations, key=lambda each: (each.source, each.evidence.line))))
    load(store, graph)
    sources = [each.source for each in graph.relations]
    alone = [each for each in graph.relations if sources.count(each.source) == 1]
    assert {sources[0], sources[-1]} != {each.source for each in alone} != set()
    for each in alone:
        rejected = review.reject(store, log, each.source, each.type, each.target, **WHO)
        assert list(dump(store).relations) == [other for other in graph.relations if other != each]
        review.undo(store, log, rejected.judgement.id, **WHO)
        assert dump(store).relations == graph.relations


def test_agencies_keep_what_they_issued_and_answer_for(loaded: Store, log: JudgementLog) -> None:
    def edges() -> dict[str, int]:
        build = current(loaded)
        assert build is not None
        counted: dict[str, int] = {}
        for row in build.read("count_edges"):
            counted[row["type"]] = counted.get(row["type"], 0) + row["n"]
        return {name: counted.get(name, 0) for name in ("ISSUED", "ASSIGNED_TO", "COUNTERPART_OF", "IN_REGION")}

    before = edges()
    merged = review.merge_agencies(loaded, log, "甲部", "丁总局", **WHO)
    assert edges() == before
    review.undo(loaded, log, merged.judgement.id, **WHO)
    assert edges() == before


def test_a_load_after_a_judgement_gives_the_decided_graph(loaded: Store, log: JudgementLog) -> None:
    review.reject(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    load(loaded, apply(GRAPH, log.read().all).graph)
    assert agrees(loaded, log)
    # The file may be gone: then the graph is what the reader alone says, although its fingerprint was served before.
    load(loaded, GRAPH)
    review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, PROVINCE, **WHO)
    report = load(loaded, GRAPH)
    assert report.changed
    assert dump(loaded) == GRAPH
    assert not load(loaded, GRAPH).changed


def test_a_judgement_that_was_kept_but_not_carried_out_is_given_once(loaded: Store, log: JudgementLog) -> None:
    first = review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    load(loaded, GRAPH)  # as if the store had gone away before it was written
    again = review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    assert log.read().all == (first.judgement,) == (again.judgement,)
    assert again.relation == first.relation
    assert agrees(loaded, log)
    load(loaded, GRAPH)
    other = review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, by="王审", reason=WHO["reason"])
    assert log.read().all == (first.judgement, other.judgement)


def test_what_was_decided_before_counts_when_more_is_decided(loaded: Store, log: JudgementLog) -> None:
    review.retype(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, Kind.CITES, **WHO)
    review.retype(loaded, log, CITY, Kind.CITES, ROOT, Kind.AMENDS, **WHO)
    assert {row.type for row in effects(loaded, CITY).made} == {Kind.AMENDS, Kind.SUPPLEMENTS}
    assert agrees(loaded, log)
    first = log.read().all[0]
    undone = review.undo(loaded, log, first.id, **WHO)
    # The second judgement is on the retyped relation, whose citation has its first type again: it still counts.
    assert found(dump(loaded), CITY, Kind.AMENDS, ROOT) is not None
    assert undone.unmatched == ()
    assert agrees(loaded, log)


def test_judgements_are_listed_with_how_they_stand(loaded: Store, log: JudgementLog) -> None:
    rejected = review.reject(loaded, log, CITY, Kind.IMPLEMENTS, PROVINCE, **WHO).judgement
    undone = review.undo(loaded, log, rejected.id, by="王审", reason="看错了").judgement
    kept = review.confirm(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO).judgement
    gone = tuple(each for each in GRAPH.relations if (each.source, each.target) != (CITY, ROOT))
    load(loaded, apply(replace(GRAPH, relations=gone), log.read().all).graph)
    listing = review.judgements(loaded, log)
    assert [(entry.judgement, entry.standing, entry.undone_by) for entry in listing.entries] == [
        (kept, Standing.UNMATCHED, None),
        (undone, Standing.IN_FORCE, None),
        (rejected, Standing.UNDONE, undone.id),
    ]
    assert listing.entries[0].why == "the relation and its words are no longer found"
    # It is listed, not lost: taking it back takes it off the list.
    review.undo(loaded, log, kept.id, **WHO)
    assert issues(loaded, kind="judgement_unmatched") == []


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda s, o: review.confirm(s, o, CITY, Kind.AMENDS, ROOT, **WHO), NotFoundError, "no such relation"),
        (lambda s, o: review.confirm(s, o, "无此文件", Kind.AMENDS, ROOT, **WHO), NotFoundError, "no document"),
        (lambda s, o: review.confirm(s, o, CITY, Kind.CITES, STAND_IN, **WHO), InputError, "set the target"),
        (lambda s, o: review.retype(s, o, CITY, Kind.IMPLEMENTS, ROOT, Kind.IMPLEMENTS, **WHO), InputError, "already"),
        (lambda s, o: review.set_target(s, o, CITY, Kind.CITES, STAND_IN, "无", **WHO), NotFoundError, "无"),
        (lambda s, o: review.set_target(s, o, CITY, Kind.CITES, STAND_IN, CITY, **WHO), InputError, "itself"),
        (lambda s, o: review.merge_agencies(s, o, "甲部", "甲部", **WHO), InputError, "one agency already"),
        (lambda s, o: review.separate_agencies(s, o, "无此机关", "甲部", **WHO), InputError, "无此机关"),
        (lambda s, o: review.undo(s, o, "0" * 12, **WHO), NotFoundError, "no such judgement"),
        (lambda s, o: review.reject(s, o, CITY, Kind.IMPLEMENTS, ROOT, by=" ", reason="因"), InputError, "reviewer"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_not_kept(
    loaded: Store, log: JudgementLog, call: object, error: type[Exception], says: str
) -> None:
    before = fingerprint(loaded)
    with pytest.raises(error, match=says):
        call(loaded, log)  # type: ignore[operator]
    assert log.read().all == ()
    assert fingerprint(loaded) == before


def test_an_undone_judgement_is_not_undone_twice(loaded: Store, log: JudgementLog) -> None:
    first = review.reject(loaded, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO).judgement
    undoing = review.undo(loaded, log, first.id, **WHO).judgement
    with pytest.raises(InputError, match=undoing.id):
        review.undo(loaded, log, first.id, **WHO)
    review.undo(loaded, log, undoing.id, **WHO)
    assert found(dump(loaded), CITY, Kind.IMPLEMENTS, ROOT) is None


def test_nothing_is_recorded_where_nothing_was_loaded(store: Store, log: JudgementLog) -> None:
    load(store, Graph())
    with pytest.raises(NotFoundError):
        review.confirm(store, log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    assert log.read().all == ()


def test_the_queue_holds_what_is_undecided_first(loaded: Store, log: JudgementLog) -> None:
    page = review.queue(loaded, below=0.95)
    assert page.total == len(GRAPH.relations) - 1  # one of confidence 1
    assert [(item.doubt, item.relation.type, item.source.id) for item in page.items[:2]] == [
        (WhyWaiting.AMBIGUOUS, Kind.CITES, CITY),
        (WhyWaiting.AMBIGUOUS, Kind.SUPPLEMENTS, CITY),
    ]
    first = page.items[0]
    assert [each.id for each in first.candidates] == [SUPPLEMENT, EXTENSION]
    assert [(place.line, place.text[place.start : place.end]) for place in first.places] == [
        (64, "《通知》"),
        (66, "《通知》"),
    ]
    second = review.queue(loaded, below=0.95, limit=3, offset=1)
    assert (second.items, second.total) == (page.items[1:4], page.total)
    assert review.queue(loaded).total == 2
    review.set_target(loaded, log, CITY, Kind.CITES, STAND_IN, EXTENSION, **WHO)
    assert review.queue(loaded).total == 0


STEPS = st.lists(st.integers(0, 7), min_size=1, max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[1, 0, 1])
def test_any_row_of_judgements_leaves_what_a_load_leaves(store: Store, tmp_path: Path, steps: list[int]) -> None:
    log = JudgementLog(tmp_path / "judgements.jsonl")
    log.path.unlink(missing_ok=True)
    load(store, GRAPH)
    for step in steps:
        try:
            _take(store, log, step)
        except (InputError, NotFoundError):
            continue
        assert agrees(store, log)


def _take(store: Store, log: JudgementLog, step: int) -> None:
    kept = log.read().in_force
    relations = dump(store).relations
    if step == 0 and kept:
        review.undo(store, log, kept[0].id, **WHO)
    elif step == 1:
        review.set_target(store, log, CITY, Kind.SUPPLEMENTS, STAND_IN, SUPPLEMENT, **WHO)
    elif step == 2:
        review.merge_agencies(store, log, "丁总局", "甲部", **WHO)
    else:
        chosen = relations[step % len(relations)]
        review.retype(store, log, chosen.source, chosen.type, chosen.target, Kind.REPEALS, **WHO)


@pytest.mark.corpus
def test_a_judgement_on_the_real_compendium_touches_a_small_part_of_it(
    store: Store, log: JudgementLog, compendium: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document with most relations: its passages and relations are read, and the relations written, nothing else."""
    graph = compendium
    hold(store, graph)
    most = max(graph.relations, key=lambda each: sum(one.source == each.source for one in graph.relations))
    own = sum(each.document == most.source for each in graph.passages)
    rows = {"read": 0, "written": 0}
    read, write = Store.read, Store.write_together

    def counted_read(self: Store, name: str, /, **params: Any) -> list[Row]:
        found = read(self, name, **params)
        rows["read"] += len(found)
        return found

    def counted_write(self: Store, work: Sequence[tuple[str, Row]]) -> None:
        rows["written"] += sum(len(each) for _, params in work for each in params.values() if isinstance(each, list))
        write(self, work)

    monkeypatch.setattr(Store, "read", counted_read)
    monkeypatch.setattr(Store, "write_together", counted_write)
    review.confirm(store, log, most.source, most.type, most.target, **WHO)
    assert own <= rows["read"] < len(graph.passages) / 4
    assert 0 < rows["written"] < len(graph.relations) / 2
    review.undo(store, log, log.read().in_force[0].id, **WHO)
    monkeypatch.undo()
    assert same(dump(store), graph)
