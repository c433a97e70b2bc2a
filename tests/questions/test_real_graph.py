"""Every question on the real compendium: both engines give one answer, which says something and proves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from engines import hold, store_of
from real_questions import QUESTIONS, Sample

from api import judgements as review
from api.judgements.answers import Recorded
from api.judgements.recording import record
from api.questions import show, trace
from api.questions.standing.answers import Proof
from graph_builder.judgements import Judgement, JudgementKind, JudgementLog, judge
from graph_builder.model import Evidence, Graph, Relation, RelationType
from graph_builder.store import Store, dump

Answers = tuple[object, object, object]
WHEN = datetime(2021, 3, 1, tzinfo=UTC)
LONGEST = 8
"""Lines that a quotation may run over."""

pytestmark = [pytest.mark.corpus, pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def both(compendium: Graph) -> tuple[Store, Store]:
    """ArcadeDB and Neo4j with the real compendium."""
    stores = store_of("arcadedb"), store_of("neo4j")
    for store in stores:
        hold(store, compendium)
    return stores


@pytest.fixture(scope="module")
def sample(compendium: Graph) -> Sample:
    """What the questions are asked of."""
    return Sample.of(compendium)


@pytest.fixture(scope="module")
def printed(corpus_file: Path) -> tuple[str, ...]:
    """The lines of the compendium without blanks."""
    return tuple(map(squeezed, corpus_file.read_text("utf-8").split("\n")))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def parts(answer: object) -> Iterator[object]:
    """Everything in an answer."""
    yield answer
    if isinstance(answer, tuple | list):
        for each in answer:
            yield from parts(each)
    elif isinstance(answer, dict):
        yield from parts(list(answer.values()))
    elif is_dataclass(answer):
        for field in fields(answer):
            yield from parts(getattr(answer, field.name))


@pytest.fixture(scope="module")
def answers(both: tuple[Store, Store], sample: Sample) -> Callable[[str], list[Answers]]:
    """Asks a question by name on both engines, once: for each thing that it is asked over, that and both answers."""

    @cache
    def answered(name: str) -> list[Answers]:
        question = QUESTIONS[name]
        return [(each, *(question.ask(store, each) for store in both)) for each in question.over(sample)]  # type: ignore[misc]

    return answered


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_one_answer(answers: Callable[[str], list[Answers]], name: str) -> None:
    for asked, embedded, server in answers(name):
        assert embedded == server, asked
        assert repr(embedded) == repr(server), f"{asked}: of other types"
    assert any(QUESTIONS[name].told(embedded) for _, embedded, _ in answers(name))


PROVED = [
    *(name for name in QUESTIONS if name.startswith(("trace", "status", "lag", "relations"))),
    *("paths", "standing", "expiring", "effects", "coverage", "uncovered", "baseless", "following network"),
    *("agency", "read", "show", "review queue"),
]


@pytest.mark.parametrize("name", PROVED)
def test_an_answer_carries_its_evidence(
    answers: Callable[[str], list[Answers]], compendium: Graph, printed: tuple[str, ...], name: str
) -> None:
    """Document, line, words, rule, confidence, and that no reviewer decided; the words stand in that line."""
    sources = {each.id: each.source for each in compendium.documents}
    found = {each for _, answer, _ in answers(name) for each in parts(answer) if isinstance(each, Relation | Proof)}
    for each in found:
        proof = each.evidence if isinstance(each, Relation) else each
        words = proof.quote if isinstance(proof, Evidence) else proof.words
        document = sources[each.source if isinstance(each, Relation) else each.document]
        assert document
        assert document.file == proof.file
        assert document.line_start <= proof.line <= document.line_end
        assert squeezed(words) in "".join(printed[proof.line - 1 : proof.line + LONGEST]), each
        if isinstance(each, Relation):
            assert (bool(each.rule), 0 < each.confidence <= 1, each.decided_by) == (True, True, None)
    assert found


def test_a_judgement_is_seen_alike_on_both_engines(
    both: tuple[Store, Store], compendium: Graph, tmp_path: Path
) -> None:
    logs = [JudgementLog(tmp_path / f"{name}.jsonl") for name in ("arcadedb", "neo4j")]
    (doubtful,) = review.queue(both[0], below=0.9, limit=1).items
    subject = doubtful.relation
    ends = subject.source, subject.type, subject.target

    def decide(judgement: Judgement) -> Recorded:
        one, other = (record(store, log, judgement) for store, log in zip(both, logs, strict=True))
        assert one == other
        assert show(both[0], subject.source) == show(both[1], subject.source)
        assert review.queue(both[0], below=0.9) == review.queue(both[1], below=0.9)
        assert review.judgements(both[0], logs[0]) == review.judgements(both[1], logs[1])
        return one

    def relation() -> Relation | None:
        links = show(both[0], subject.source).outgoing
        return next((each.relation for each in links if each.relation.target == subject.target), None)

    confirmed = judge(JudgementKind.CONFIRM, "李审", "原文如此", at=WHEN, relation=subject)
    decide(confirmed)
    assert relation() == replace(subject, decided_by="李审", confidence=1.0)
    decide(judge(JudgementKind.UNDO, "李审", "看错了", at=WHEN, undoes=confirmed.id))
    assert relation() == subject
    rejected = judge(JudgementKind.REJECT, "王审", "并非如此", at=WHEN, relation=subject)
    decide(rejected)
    left = trace(both[0], subject.source, types=list(RelationType)).up
    assert left == trace(both[1], subject.source, types=list(RelationType)).up
    assert ends not in {(step.relation.source, step.relation.type, step.relation.target) for step in left}
    decide(judge(JudgementKind.UNDO, "王审", "看错了", at=WHEN, undoes=rejected.id))
    one, other = map(dump, both)
    assert one == other
    assert set(one.relations) == set(compendium.relations)
