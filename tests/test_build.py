"""Inputs to a graph: on small files, and on the real compendium with the accuracy that is promised."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from texts import notice, source

from graph_builder.build import build, build_sources, read
from graph_builder.errors import InputError
from graph_builder.evaluate import Evaluation, evaluate
from graph_builder.labels import read_labels
from graph_builder.model import Graph, Issue, IssueLevel, Level

NOTICE = notice("关于茶园补助的通知", "请落实。", issuer="江苏省财政厅", number="苏财农〔2030〕3号")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "茶园.txt"
    path.write_text(NOTICE, "utf-8")
    graph = build([path])
    (document,) = graph.documents
    assert (document.title, document.doc_number, document.level) == (
        "关于茶园补助的通知",
        "苏财农〔2030〕3号",
        Level.PROVINCIAL,
    )
    assert document.source is not None
    assert (document.source.file, document.collection) == ("茶园.txt", "茶园")
    assert graph == build([path])


def test_a_collection_has_a_name(tmp_path: Path) -> None:
    path = tmp_path / "茶园.txt"
    path.write_text(NOTICE, "utf-8")
    assert build([path], collection="甲").documents[0].collection == "甲"


def test_a_folder_with_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(NOTICE, "utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-broken")
    sources, issues = read([tmp_path])
    assert len(sources) == 1
    assert [issue.level for issue in issues] == [IssueLevel.ERROR]
    graph = build([tmp_path])
    assert len(graph.documents) == 1
    assert set(issues) <= set(graph.issues)


@pytest.mark.parametrize("text", ["", "春茶。\n秋茶。", "\n\n"])
def test_no_document(text: str) -> None:
    with pytest.raises(InputError, match=r"made-up\.txt: no document found"):
        build_sources([source(text)])


def test_nothing_at_all() -> None:
    with pytest.raises(InputError):
        build_sources([])


def test_issues_of_reading_are_kept() -> None:
    issue = Issue(IssueLevel.WARNING, "unreadable", "x.pdf", None, "is damaged")
    assert build_sources([source(NOTICE)], issues=[issue]).issues == (issue,)


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    build_sources([source(NOTICE)], progress=lambda *step: told.append(step))
    assert told[0] == ("抽取", 1, 1)
    assert told[-1] == ("关联", len(told) - 1, len(told) - 1)


# -- the real compendium ------------------------------------------------------------------------------------------

SHARES = {
    "found": 1.0, "bounds": 0.97, "title": 0.95, "doc_number": 0.98, "issue_date": 0.97, "level": 0.99, "doc_type": 0.97,
    "issuers_exact": 0.95, "evidence_line": 0.97,
}  # fmt: skip
"""Share of the labelled documents (of the matched relations, for the evidence) that must be right."""
RATES = {
    "issuers": 0.97, "effective_from": 0.85, "effective_to": 0.85, "enclosures": 0.85, "relations_linked": 0.95,
    "relations_typed": 0.9, "relations_inside_strong": 0.9, "measures": 0.85, "measures_responsible": 0.8,
    "measures_valid_to": 0.8,
}  # fmt: skip
"""F1 that must be reached."""


@pytest.fixture(scope="module")
def figures(compendium: Graph, gold_file: Path) -> Evaluation:
    """It, measured against the labels."""
    return evaluate(compendium, read_labels(gold_file))


@pytest.mark.corpus
def test_every_document_of_the_compendium_is_found(compendium: Graph) -> None:
    numbers = [document.catalog_no for document in compendium.documents if document.catalog_no is not None]
    assert numbers == list(range(1, 267))


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "least"), SHARES.items())
def test_shares(figures: Evaluation, name: str, least: float) -> None:
    assert figures.figures[name].recall >= least


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "least"), RATES.items())
def test_rates(figures: Evaluation, name: str, least: float) -> None:
    assert figures.figures[name].f1 >= least


@pytest.mark.corpus
def test_the_compendium_holds_together(compendium: Graph, corpus_file: Path) -> None:
    """Every quote is verbatim, every end of an edge is there, ids are unique, nothing is related to itself."""
    lines = corpus_file.read_text("utf-8").split("\n")
    ids = Counter(document.id for document in compendium.documents)
    assert max(ids.values()) == 1
    for relation in compendium.relations:
        assert relation.source in ids
        assert relation.target in ids
        assert relation.source != relation.target
        assert relation.evidence.quote in lines[relation.evidence.line - 1]
        assert relation.evidence.cue or relation.rule in ("recalled_in_opening", "mentioned")
    for document in compendium.documents:
        assert document.parent is None or document.parent in ids
        assert set(document.encloses) <= set(ids)
    names = {agency.name for agency in compendium.agencies} | {
        name for agency in compendium.agencies for name in agency.also
    }
    assert {name for document in compendium.documents for name in document.issuers} <= names
    assert {name for measure in compendium.measures for name in measure.responsible} <= names


@pytest.mark.corpus
def test_the_compendium_of_the_same_input_is_the_same(compendium: Graph, corpus_file: Path) -> None:
    assert build([corpus_file]) == compendium


@pytest.mark.corpus
def test_little_stays_undecided(compendium: Graph) -> None:
    """Not a measure of right and wrong, but a sudden crowd of issues is a fault somewhere."""
    assert len(compendium.issues) < 0.15 * 266
    assert not [issue for issue in compendium.issues if issue.level is IssueLevel.ERROR]
