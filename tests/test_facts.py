"""The published facts: no sentence of the texts in them, and the same as a fresh build where the compendium is at hand."""

from __future__ import annotations

from pathlib import Path

from graph_builder.build import build
from graph_builder.compare import compare
from graph_builder.export.facts import facts_of
from graph_builder.export.jsonl import read_jsonl
from graph_builder.knowledge import data_dir

FACTS = data_dir() / "hebei-2020"


def test_facts_hold_no_sentences() -> None:
    facts = read_jsonl(FACTS)
    assert len([document for document in facts.documents if document.catalog_no is not None]) == 266
    assert facts.passages == ()
    assert {measure.text for measure in facts.measures} == {None}
    assert {relation.evidence.quote for relation in facts.relations} == {""}
    assert all(relation.evidence.line > 0 for relation in facts.relations)


def test_facts_are_those_of_a_fresh_build(corpus_file: Path) -> None:
    fresh = facts_of(build([corpus_file], collection="hebei-2020"))
    published = read_jsonl(FACTS)
    comparison = compare(published, fresh)
    assert (comparison.relations, comparison.documents) == ((), ())
    assert [measure.id for measure in published.measures] == [measure.id for measure in fresh.measures]
    assert list(published.agencies) == list(fresh.agencies)
