"""Every question on the real compendium: both engines give one answer, which says something and proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from engines import store_of
from real_questions import QUESTIONS, Sample

from graph_builder.model import Graph
from graph_builder.store import Store, load

pytestmark = [pytest.mark.corpus, pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def both(compendium: Graph) -> tuple[Store, Store]:
    """ArcadeDB and Neo4j with the real compendium."""
    stores = store_of("arcadedb"), store_of("neo4j")
    for store in stores:
        load(store, compendium)
    return stores


@pytest.fixture(scope="module")
def sample(compendium: Graph) -> Sample:
    """What the questions are asked of."""
    return Sample.of(compendium)


@pytest.fixture(scope="module")
def printed(corpus_file: Path) -> tuple[str, ...]:
    """The lines of the compendium without blanks."""
    return tuple(map(_squeezed, corpus_file.read_text("utf-8").split("\n")))


def _squeezed(text: str) -> str:
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


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_one_answer(both: tuple[Store, Store], sample: Sample, name: str) -> None:
    question = QUESTIONS[name]
    over = list(question.over(sample))
    embedded, server = ([question.ask(store, each) for each in over] for store in both)
    for asked, one, other in zip(over, embedded, server, strict=True):
        assert one == other, asked
        assert repr(one) == repr(other), f"{asked}: of other types"
    assert any(question.told(answer) for answer in embedded)
