"""The golden labels fit the texts that they label: a label that is wrong would make a right extraction fail."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_builder.model import Level, RelationType, Scope
from graph_builder.reading import read_inputs

ROOT = Path(__file__).parents[2]
SETS = {
    "sample": (ROOT / "data" / "sample", ROOT / "tests" / "golden" / "sample.jsonl"),
    "other_provinces": (
        ROOT / "tests" / "golden" / "other_provinces",
        ROOT / "tests" / "golden" / "other_provinces.jsonl",
    ),
}
Label = dict[str, Any]

_NOT_WORDS = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_CHINESE_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def squash(text: str) -> str:
    """Only letters and digits, the full-width ones as plain ones."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text))


def read(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030; of HTML the text that is taken from it."""
    if path.suffix == ".html":
        (source,) = read_inputs([path]).sources
        return "\n".join(source.lines)
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return path.read_text("gb18030")


def labels_of(name: str) -> list[Label]:
    """The labels of one set, in order."""
    return [json.loads(line) for line in SETS[name][1].read_text("utf-8").splitlines()]


def text_of(name: str, label: Label) -> str:
    """The text that a label is about."""
    return read(SETS[name][0] / label["file"])


def relations_of(label: Label) -> Iterator[Label]:
    """Relations of the document and of the texts embedded in it."""
    yield from label["relations"]
    for embedded in label["embedded"]:
        yield from embedded["relations"]


def measures_of(label: Label) -> Iterator[Label]:
    """Measures of the document and of the texts embedded in it."""
    yield from label["measures"] or ()
    for embedded in label["embedded"]:
        yield from embedded["measures"]


ALL = [pytest.param(name, label, id=f"{name}-{label['file'][:2]}") for name in SETS for label in labels_of(name)]


@pytest.mark.parametrize("name", SETS)
def test_every_text_has_one_label(name: str) -> None:
    folder = SETS[name][0]
    texts = sorted(path.name for path in folder.iterdir() if path.name != "README.md")
    assert [label["file"] for label in labels_of(name)] == texts


@pytest.mark.parametrize("name", SETS)
def test_every_relation_type_occurs(name: str) -> None:
    found = {(relation["type"], relation["scope"]) for label in labels_of(name) for relation in relations_of(label)}
    assert {kind for kind, _ in found} == set(RelationType)
    assert ("IMPLEMENTS", "document") in found
    if name == "sample":
        assert ("IMPLEMENTS", "clause") in found


@pytest.mark.parametrize(("name", "label"), ALL)
def test_fields_stand_in_the_text(name: str, label: Label) -> None:
    text = squash(text_of(name, label))
    assert squash(label["title"]) in text
    assert label["doc_number"] is None or squash(label["doc_number"]) in text
    for title in label["enclosures"]:
        assert squash(title) in text
    assert label["level"] in set(Level)
    assert label["title"].endswith(label["doc_type"])
    assert label["issuers"] == list(dict.fromkeys(label["issuers"]))
    if label["issue_date"] is not None:
        issued = date.fromisoformat(label["issue_date"])
        written = f"{issued.year}年{issued.month}月{issued.day}日"
        in_chinese = re.sub(r"二十(?=[一二三四五六七八九])", "二", text_of(name, label)).translate(_CHINESE_DIGITS)
        assert written in text or written in in_chinese
    start, end = label["effective_from"], label["effective_to"]
    assert start is None or end is None or date.fromisoformat(start) < date.fromisoformat(end)


@pytest.mark.parametrize(("name", "label"), ALL)
def test_quotes_stand_in_their_lines(name: str, label: Label) -> None:
    lines = text_of(name, label).splitlines()
    for item in (*relations_of(label), *measures_of(label)):
        assert item["quote"] in lines[item["line"] - 1]
    for spot in (label, *label["embedded"]):
        numbers = [measure["line"] for measure in spot["measures"] or ()]
        assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(("name", "label"), ALL)
def test_relations_are_well_formed(name: str, label: Label) -> None:
    text = squash(text_of(name, label))
    pairs = [
        (item["type"], squash(item["target_title"] or ""), squash(item["target_number"] or ""))
        for item in label["relations"]
    ]
    assert len(pairs) == len(set(pairs))
    for relation in relations_of(label):
        assert {relation["type"], *relation["accept"]} <= set(RelationType)
        assert relation["scope"] in set(Scope)
        assert relation["target_title"] or relation["target_number"]
        for words in (relation["target_title"], relation["target_number"]):
            assert words is None or squash(words) in text
        until = relation["until"]
        assert (until is not None) == (relation["type"] == "EXTENDS")
        if until:
            day = date.fromisoformat(until)
            assert f"{day.year}年{day.month}月{day.day}日" in text


@pytest.mark.parametrize(("name", "label"), ALL)
def test_targets_are_labelled_documents(name: str, label: Label) -> None:
    by_file = {other["file"]: other for other in labels_of(name)}
    for relation in relations_of(label):
        if relation["target_file"] is not None:
            target = by_file[relation["target_file"]]
            assert target is not label
            assert relation["target_file"] != label["file"]
            names = [squash(target["title"]), squash(target["doc_number"]), *map(squash, target["enclosures"])]
            cited = squash(relation["target_title"] or "") + squash(relation["target_number"] or "")
            assert any(one in cited for one in names)
        if relation.get("target_embedded"):
            embedded = label["embedded"][0]
            assert relation["target_number"] == embedded["doc_number"]
        candidates = relation.get("candidates", [])
        assert all(by_file[file]["title"] == relation["target_title"] for file in candidates)
        assert len(candidates) != 1


@pytest.mark.parametrize(("name", "label"), ALL)
def test_measure_dates_stand_in_their_lines(name: str, label: Label) -> None:
    lines = text_of(name, label).splitlines()
    for measure in measures_of(label):
        # a wrapped paragraph goes on in the lines below
        near = squash("".join(lines[measure["line"] - 1 : measure["line"] + 4]))
        for field in ("valid_from", "valid_to"):
            if measure[field]:
                day = date.fromisoformat(measure[field])
                assert f"{day.month}月{day.day}日" in near
                assert f"{day.year}年" in near


@pytest.mark.parametrize(("name", "label"), ALL)
def test_what_an_embedded_text_cites_is_its_own(name: str, label: Label) -> None:
    lines = text_of(name, label).splitlines()
    for embedded in label["embedded"]:
        inside = range(embedded["start_line"], embedded["end_line"] + 1)
        assert embedded["end_line"] <= len(lines)
        assert all(item["line"] in inside for item in (*embedded["relations"], *embedded["measures"]))
        assert all(item["line"] not in inside for item in (*label["relations"], *(label["measures"] or ())))


def test_the_sample_holds_a_chain_of_extensions() -> None:
    extends = {
        label["file"]: (relation["target_file"], relation["until"])
        for label in labels_of("sample")
        for relation in label["relations"]
        if relation["type"] == "EXTENDS" and relation["target_file"]
    }
    last = next(file for file in extends if file not in {target for target, _ in extends.values()})
    ends = []
    while last in extends:
        last, until = extends[last]
        ends.append(until)
    start = next(label for label in labels_of("sample") if label["file"] == last)
    assert [start["effective_to"], *reversed(ends)] == ["2021-06-30", "2021-12-31", "2022-06-30"]


def test_the_sample_is_marked_and_in_several_formats() -> None:
    folder = SETS["sample"][0]
    files = [folder / label["file"] for label in labels_of("sample")]
    assert all("示例文本：机关文号与内容均为虚构" in read(path) for path in files)
    assert {path.suffix for path in files} == {".txt", ".md", ".html"}
    with pytest.raises(UnicodeDecodeError):
        next(path for path in files if path.name.startswith("09-")).read_bytes().decode("utf-8")
