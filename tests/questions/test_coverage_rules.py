"""Every example of ``data/coverage/`` is run."""

from __future__ import annotations

from typing import Any

import pytest

from api.questions.coverage import align
from api.questions.coverage.clauses import figures
from api.questions.coverage.references import references
from api.questions.coverage.rules import action_classes, likeness_rules
from graph_builder.knowledge import load_yaml
from graph_builder.measures.lexicon import actions
from graph_builder.model import Measure


def _measures(document: str, texts: list[str]) -> list[Measure]:
    return [Measure(f"{document}#m{n}", document, n, None, None, text) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "example", load_yaml("coverage/likeness.yaml")["examples"], ids=lambda each: each["national"][0]
)
def test_likeness_example(example: dict[str, Any]) -> None:
    found = align(_measures("甲", example["national"]), _measures("乙", example["provincial"]))
    assert [[pair.national.line, pair.provincial.line] for pair in found.pairs] == example["aligned"]


@pytest.mark.parametrize("example", load_yaml("coverage/figures.yaml")["examples"], ids=lambda each: each["text"])
def test_figures_example(example: dict[str, Any]) -> None:
    assert figures(example["text"]) == example["figures"]


@pytest.mark.parametrize("example", load_yaml("coverage/references.yaml")["examples"], ids=lambda each: each["text"])
def test_references_example(example: dict[str, Any]) -> None:
    found = references(example["text"], example["names"], example["labels"])
    assert [example["labels"][reference.place] for reference in found] == example["found"]
    for reference in found:
        assert reference.words in example["text"]


@pytest.mark.parametrize(
    "example", load_yaml("coverage/action_classes.yaml")["examples"], ids=lambda each: str(each["verbs"])
)
def test_action_classes_example(example: dict[str, Any]) -> None:
    one, other = (action_classes()[verb] for verb in example["verbs"])
    assert (one == other) is example["same"]


def test_a_verb_is_in_one_class_and_is_one_that_measures_can_have() -> None:
    verbs = [verb for each in load_yaml("coverage/action_classes.yaml")["classes"].values() for verb in each]
    assert len(verbs) == len(set(verbs))
    assert [verb for verb in verbs if not actions().verb.fullmatch(verb)] == []


def test_the_weights_add_to_one() -> None:
    assert sum(likeness_rules().weights.values()) == pytest.approx(1)
