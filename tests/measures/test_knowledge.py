"""Every example and counter-example of ``data/measures/`` is run."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.knowledge import load_yaml
from graph_builder.measures.content import read_action, read_beneficiary, read_value
from graph_builder.measures.dates import spans
from graph_builder.measures.lexicon import validity
from graph_builder.measures.responsible import Responsibility
from graph_builder.measures.validity import Validity, read_validity, rule_at

PROVISIONS = load_yaml("measures/provisions.yaml")["rules"]
VALIDITY = load_yaml("measures/validity.yaml")
RESPONSIBILITY = load_yaml("measures/responsibility.yaml")
ISSUED_ON = date(2021, 2, 20)


def _cases(rules: list[dict[str, Any]], key: str) -> list[Any]:
    return [
        pytest.param(
            rule, example, id=f"{rule['name']}: {(example if isinstance(example, str) else example['text'])[:12]}"
        )
        for rule in rules
        for example in rule[key]
    ]


@pytest.mark.parametrize(("rule", "text"), _cases(PROVISIONS, "examples"))
def test_provision_rule_meets_its_examples(rule: dict[str, Any], text: str) -> None:
    assert re.search(rule["pattern"], text)


@pytest.mark.parametrize(("rule", "text"), _cases(PROVISIONS, "counter_examples"))
def test_provision_rule_spares_its_counter_examples(rule: dict[str, Any], text: str) -> None:
    assert not re.search(rule["pattern"], text)


@pytest.mark.parametrize(("rule", "example"), _cases(VALIDITY["rules"], "examples"))
def test_validity_example(rule: dict[str, Any], example: dict[str, str]) -> None:
    stated = read_validity(example["text"], ISSUED_ON)
    if "from" in example:
        assert stated.first == date.fromisoformat(example["from"])
    assert stated.last == (date.fromisoformat(example["to"]) if "to" in example else None)
    deciding = {found.name for span in spans(example["text"], ISSUED_ON) if (found := rule_at(example["text"], span))}
    assert rule["name"] in deciding


@pytest.mark.parametrize(("rule", "text"), _cases(VALIDITY["rules"], "counter_examples"))
def test_validity_counter_example(rule: dict[str, Any], text: str) -> None:
    found = [rule_at(text, span) for span in spans(text, ISSUED_ON)]
    assert rule["name"] not in {each.name for each in found if each}
    assert read_validity(text, ISSUED_ON) == Validity()


def test_general_statements() -> None:
    for text in VALIDITY["general_examples"]:
        assert validity().general.search(text) and not validity().not_general.search(text), text
    for text in VALIDITY["general_counter_examples"]:
        assert not validity().general.search(text) or validity().not_general.search(text), text


@pytest.mark.parametrize("example", load_yaml("measures/actions.yaml")["examples"], ids=lambda each: each["text"])
def test_action_example(example: dict[str, str | None]) -> None:
    found = read_action(example["text"], str(example["text"]))
    assert (found.verb, found.object) == (example["action"], example["object"])


@pytest.mark.parametrize("example", load_yaml("measures/beneficiaries.yaml")["examples"], ids=lambda each: each["text"])
def test_beneficiary_example(example: dict[str, str | None]) -> None:
    assert read_beneficiary(None, str(example["text"])) == example["beneficiary"]


@pytest.mark.parametrize(
    "example",
    [example for kind in load_yaml("measures/amounts.yaml")["kinds"] for example in kind["examples"]],
    ids=lambda each: each["text"],
)
def test_amount_example(example: dict[str, str]) -> None:
    assert read_value(example["text"]) == example["value"]


@pytest.mark.parametrize("text", load_yaml("measures/amounts.yaml")["counter_examples"])
def test_amount_counter_example(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize("example", RESPONSIBILITY["examples"], ids=lambda each: each["text"][:14])
def test_responsibility_example(example: dict[str, Any]) -> None:
    registry, context = AgencyRegistry.load(), Context(region="江苏省", issuers=(), year=2021)
    expected = []
    for printed in example["printed"]:
        agency = registry.resolve(printed, context)
        expected.append(agency.name if agency else printed)
    assert list(Responsibility(registry, context).read(example["text"])) == expected
