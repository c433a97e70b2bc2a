"""A build of the sample and of other provinces' documents, field by field against the labels worked out by hand.

``action`` is left out: which of several verbs of a provision is the main one is a matter of taste.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph_builder.build import build
from graph_builder.matching import plain, same_number, same_title
from graph_builder.model import Document, Graph, Measure, Relation, RelationType, Resolution

ROOT = Path(__file__).parents[2]
FOLDERS = {"sample": ROOT / "data" / "sample", "other_provinces": ROOT / "tests" / "golden" / "other_provinces"}
Label = dict[str, Any]
LABELS: dict[str, list[Label]] = {
    name: [json.loads(line) for line in (ROOT / "tests" / "golden" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    for name in FOLDERS
}
ALL = [pytest.param(name, label, id=f"{name}-{label['file'][:2]}") for name in FOLDERS for label in LABELS[name]]
MEASURED = [
    pytest.param(name, label, id=f"{name}-{label['file'][:2]}")
    for name in FOLDERS
    for label in LABELS[name]
    if label["measures"] is not None
]
"""Measures of texts in articles, decisions and prose are not labelled."""
EMBEDDED = [
    pytest.param(name, label, embedded, id=f"{name}-{label['file'][:2]}")
    for name in FOLDERS
    for label in LABELS[name]
    for embedded in label["embedded"]
]
FIELDS = ("title", "doc_number", "issuers", "issue_date", "effective_from", "effective_to", "level", "doc_type")


@cache
def built(name: str) -> Graph:
    """The graph of a folder."""
    return build([FOLDERS[name]])


@cache
def by_file(name: str) -> dict[str, Document]:
    """The documents that were read, by the name of their file."""
    return {
        Path(document.source.file).name: document
        for document in built(name).documents
        if document.source is not None and document.parent is None and document.source.line_start == 1
    }


def field_of(document: Document, name: str) -> object:
    """A field as the labels write it."""
    value = getattr(document, "issued_on" if name == "issue_date" else name)
    if name == "title":
        return plain(value)
    if name == "issuers":
        return list(value)
    return None if value is None else str(value)


def wanted(label: Label, name: str) -> object:
    """The label of a field."""
    return plain(label[name]) if name == "title" else label[name]


@pytest.mark.parametrize(("name", "label"), ALL)
def test_fields(name: str, label: Label) -> None:
    document = by_file(name)[label["file"]]
    assert {field: field_of(document, field) for field in FIELDS} == {field: wanted(label, field) for field in FIELDS}
    assert sorted(map(plain, document.enclosures)) == sorted(map(plain, label["enclosures"]))
    assert document.in_corpus
    assert document.source is not None
    # what stands behind the last line is blank
    lines = [line for line in (FOLDERS[name] / label["file"]).read_bytes().split(b"\n") if line.strip()]
    assert label["file"].endswith(".html") or document.source.line_end >= len(lines)


@pytest.mark.parametrize(("name", "label"), ALL)
def test_relations(name: str, label: Label) -> None:
    check_relations(name, by_file(name)[label["file"]], label["relations"])


@pytest.mark.parametrize(("name", "label"), MEASURED)
def test_measures(name: str, label: Label) -> None:
    document = by_file(name)[label["file"]]
    found = [measure for measure in built(name).measures if measure.document == document.id]
    assert [measured(measure) for measure in found] == [
        (
            one["line"],
            one["label"].rstrip("、") if one["label"] else None,
            one["valid_from"],
            one["valid_to"],
            sorted(one["responsible"]),
        )
        for one in label["measures"]
    ]


def measured(measure: Measure) -> tuple[object, ...]:
    """What of a measure is labelled, as the labels write it."""
    first, last = (str(day) if day else None for day in (measure.valid_from, measure.valid_to))
    return measure.line, measure.label, first, last, sorted(measure.responsible)


@pytest.mark.parametrize(("name", "label", "embedded"), EMBEDDED)
def test_documents_in_full_inside_another(name: str, label: Label, embedded: Label) -> None:
    outer = by_file(name)[label["file"]]
    (inner,) = [one for one in built(name).documents if one.id in outer.encloses]
    fields = [field for field in FIELDS if field in embedded]
    assert {field: field_of(inner, field) for field in fields} == {field: wanted(embedded, field) for field in fields}
    assert inner.source is not None
    assert inner.source.line_start == embedded["start_line"]
    assert inner.source.line_end >= embedded["end_line"]
    check_relations(name, inner, embedded["relations"])


# -- relations ----------------------------------------------------------------------------------------------------


def check_relations(name: str, source: Document, labels: list[Label]) -> None:
    """Every labelled relation is there with its type, scope, line and end date, and no other one."""
    found = [one for one in built(name).relations if one.source == source.id]
    pairs = paired(
        labels, found, lambda label, one: one.type in (label["type"], *label["accept"]) and meets(name, label, one)
    )
    missed = [
        (one["type"], one["target_title"], one["line"]) for one in labels if not optional(one["inferred"], one["type"])
    ]
    assert [
        one for one in missed if one not in {(pair["type"], pair["target_title"], pair["line"]) for pair, _ in pairs}
    ] == []
    taken = [one for _, one in pairs]
    extra = [one for one in found if one not in taken and not optional(one.inferred, one.type)]
    assert [(one.type, one.target, one.evidence.quote) for one in extra] == []
    for label, one in pairs:
        assert (one.evidence.line, one.scope, one.inferred) == (label["line"], label["scope"], label["inferred"]), label
        assert label["until"] == (str(one.until) if one.until else None)
        files = label.get("candidates")
        assert (one.resolution is Resolution.AMBIGUOUS) is bool(files)
        if files:
            assert sorted(one.candidates) == sorted(by_file(name)[file].id for file in files)


def optional(inferred: bool, kind: str) -> bool:
    """A bare mention without marks may be found or not."""
    return inferred and kind == RelationType.CITES


def paired(
    labels: Iterable[Label], found: Iterable[Relation], same: Callable[[Label, Relation], bool]
) -> list[tuple[Label, Relation]]:
    """Labels and relations that are the same, one to one."""
    free = list(found)
    result = []
    for label in labels:
        one = next((one for one in free if same(label, one)), None)
        if one is not None:
            free.remove(one)
            result.append((label, one))
    return result


def meets(name: str, label: Label, relation: Relation) -> bool:
    """Whether a relation leads to the labelled target."""
    target = next(document for document in built(name).documents if document.id == relation.target)
    if label["target_file"]:
        meant = by_file(name)[label["target_file"]].id
        return meant in (target.id, target.parent)
    if label["target_number"] and target.doc_number:
        return same_number(label["target_number"], target.doc_number)
    return any(same_title(label["target_title"], title) for title in (target.title, *target.aliases))
