"""The real compendium, where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_builder.splitting import Split, split
from graph_builder.text import SourceText

pytestmark = pytest.mark.corpus
SLACK = 3


@pytest.fixture(scope="module")
def source(corpus_file: Path) -> SourceText:
    return SourceText(corpus_file.name, "corpus", tuple(corpus_file.read_text("utf-8").split("\n")))


@pytest.fixture(scope="module")
def result(source: SourceText) -> Split:
    return split(source)


def test_every_entry_is_found(result: Split) -> None:
    assert [document.catalog_no for document in result.documents] == list(range(1, 267))
    assert not result.issues


def test_labelled_bounds(result: Split, gold_file: Path) -> None:
    by_number = {document.catalog_no: document for document in result.documents}
    rows = [json.loads(line) for line in gold_file.read_text("utf-8").splitlines() if line.strip()]
    wrong = [
        (row["seq"], document.first, document.last)
        for row in rows
        if (document := by_number[row["seq"]])
        and max(abs(document.first - row["start_line"]), abs(document.last - row["end_line"])) > SLACK
    ]
    assert rows
    assert not wrong


def test_catalogue_fields(result: Split) -> None:
    first = result.documents[0]
    assert (first.page, first.category, first.catalog_number) == (3, "减税降费类", "国办发〔2020〕21号")
    pages = [document.page for document in result.documents if document.page is not None]
    assert len(pages) == len(result.documents)
    assert pages == sorted(pages)
    assert len({document.category for document in result.documents}) == 8


def test_without_its_table_of_contents_no_document_is_cut(source: SourceText, result: Split) -> None:
    """Headings alone: what is split stands at a true boundary, and nearly all boundaries are found."""
    before = result.documents[0].first - 1
    alone = split(SourceText(source.file, source.collection, source.lines[before:]))
    true = {document.first for document in result.documents}
    found = [document.first + before for document in alone.documents]
    assert [line for line in found if not any(abs(line - start) <= SLACK for start in true)] == []
    assert len(found) > 0.95 * len(true)
