"""Every example and counter-example beside the knowledge of the header fields."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields import doc_type_of, issuers_of_number
from graph_builder.fields.effect import Effect, find_effect
from graph_builder.fields.metadata import read_metadata
from graph_builder.knowledge import load_yaml

KINDS = load_yaml("documents/doc_types.yaml")["kinds"]
EFFECT = load_yaml("documents/effect.yaml")
NUMBERS = load_yaml("documents/number_issuers.yaml")
METADATA = load_yaml("documents/metadata.yaml")


@pytest.mark.parametrize(("title", "name"), [(title, kind["name"]) for kind in KINDS for title in kind["examples"]])
def test_a_title_tells_its_kind(title: str, name: str) -> None:
    assert doc_type_of(title) == name


@pytest.mark.parametrize(("word", "name"), [(word, kind["name"]) for kind in KINDS for word in kind.get("refuse", ())])
def test_what_only_looks_like_a_kind_is_none(word: str, name: str) -> None:
    assert doc_type_of(f"关于某项{word}") != name


@pytest.mark.parametrize("entry", EFFECT["examples"], ids=lambda entry: entry["text"])
def test_a_statement_of_validity(entry: dict[str, Any]) -> None:
    assert find_effect([entry["text"]], date(2021, 3, 15)) == Effect(_date(entry.get("from")), _date(entry.get("to")))


@pytest.mark.parametrize("entry", EFFECT["counter_examples"], ids=lambda entry: entry["reason"] + entry["text"])
def test_what_is_no_statement_of_validity(entry: dict[str, Any]) -> None:
    assert find_effect([entry["text"]], date(2021, 3, 15)) == Effect(None, None)


@pytest.mark.parametrize("entry", NUMBERS["examples"], ids=lambda entry: entry["number"])
def test_the_letters_of_a_number_tell_the_issuer(entry: dict[str, Any]) -> None:
    assert list(issuers_of_number(entry["number"], AgencyRegistry.load())) == entry["issuers"]


@pytest.mark.parametrize("entry", METADATA["examples"], ids=lambda entry: entry["text"])
def test_the_table_above_a_document(entry: dict[str, Any]) -> None:
    assert read_metadata(entry["text"]) == entry["values"]


def _date(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None
