"""The export contract, written and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import ExportError
from graph_builder.export.facts import PHRASE, facts_of, phrase
from graph_builder.export.jsonl import EXPORT_FILES, read_jsonl, write_jsonl
from graph_builder.model import Graph, Issue, IssueLevel

CONTRACT = {
    "documents": "id catalog_no parent in_corpus collection title aliases doc_number doc_type level issuers issued_on "
    "effective_from effective_to category enclosures source",
    "relations": "source target type scope inferred confidence rule resolution evidence",
    "agencies": "id name short_names level region parent counterpart",
    "passages": "id document ordinal line kind label text mentions",
    "issues": "level kind file line text candidates",
    "measures": "id document line label heading text action object beneficiary value valid_from valid_to responsible",
}


@pytest.fixture
def folder(tmp_path: Path, small_graph: Graph) -> Path:
    write_jsonl(small_graph, tmp_path / "out")
    return tmp_path / "out"


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", CONTRACT)
def test_keys_stand_in_the_contracts_order(folder: Path, name: str) -> None:
    keys = CONTRACT[name].split()
    for row in _rows(folder / f"{name}.jsonl"):
        assert list(row)[: len(keys)] == keys


def test_values_are_those_of_the_contract(folder: Path) -> None:
    national, _, _, _, law = _rows(folder / "documents.jsonl")
    assert national["issued_on"] == "2021-02-01"
    assert national["source"] == {"file": "sample.txt", "line_start": 1, "line_end": 20, "page": 3}
    assert national["level"] == "national"
    assert law["issued_on"] is None
    assert law["source"] is None
    assert law["aliases"] == []
    extends = _rows(folder / "relations.jsonl")[2]
    assert extends["until"] == "2022-06-30"
    assert extends["evidence"] == {
        "file": "sample.txt",
        "line": 44,
        "quote": "为落实示例部发〔2021〕1号",
        "cue": "落实",
    }


def test_what_is_written_is_read_back(folder: Path, small_graph: Graph) -> None:
    assert read_jsonl(folder) == small_graph


def test_the_same_graph_gives_the_same_bytes(folder: Path, small_graph: Graph, tmp_path: Path) -> None:
    write_jsonl(read_jsonl(folder), tmp_path / "again")
    for name in EXPORT_FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    graph = Graph(issues=(Issue(IssueLevel.WARNING, "odd", "a.txt", None, text),))
    folder = tmp_path_factory.mktemp("export")
    write_jsonl(graph, folder)
    assert read_jsonl(folder) == graph


def test_facts_hold_no_words_of_the_texts(small_graph: Graph, tmp_path: Path) -> None:
    write_jsonl(small_graph, tmp_path)
    write_jsonl(small_graph, tmp_path, facts=True)
    assert not (tmp_path / "passages.jsonl").exists()
    graph = read_jsonl(tmp_path)
    assert graph == facts_of(small_graph)
    assert graph.documents == small_graph.documents
    assert [relation.evidence.line for relation in graph.relations] == [24, 25, 44]
    assert {relation.evidence.quote for relation in graph.relations} == {""}
    assert graph.measures[0].text is None
    assert graph.measures[0].heading == "减免示例费"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (None, None),
        ("每人每月300元，最长三个月", "每人每月300元，最长三个月"),
        (
            "一个没有标点但是相当长的措施标题说明了全部的对象和内容",
            "一个没有标点但是相当长的措施标题说明了全部的对象和内容",
        ),
        ("对符合条件的企业给予补贴，标准为每人每月三百元，最长不超过六个月。", "对符合条件的企业给予补贴"),
    ],
)
def test_a_sentence_is_cut_back_to_a_phrase(words: str | None, left: str | None) -> None:
    assert phrase(words) == left


@given(st.text("甲乙丙，。：", max_size=80))
def test_a_phrase_is_no_sentence(words: str) -> None:
    left = phrase(words)
    assert words.startswith(left)
    assert len(left) < PHRASE or not set(left) & set("，。：")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("documents", '"national"', '"imperial"', "documents.jsonl:1: level"),
        ("documents", '"2021-02-01"', '"1 Feb"', "documents.jsonl:1: issued_on"),
        ("documents", '"title"', '"titel"', "documents.jsonl:1: title"),
        ("documents", '{"id"', '{"id', "documents.jsonl:1: Invalid JSON"),
        ("documents", '"示例促进法"', '"示例部发〔2021〕9号"', "documents.jsonl:5: 示例部发〔2021〕9号 occurs twice"),
        (
            "relations",
            '"target": "示例促进法"',
            '"target": "无此文"',
            "relations.jsonl:2: names 无此文, which is not in documents",
        ),
        ("relations", '"BASED_ON", ', '"BASED_ON", "line": 3, "x": ', "relations.jsonl:2: Invalid JSON"),
        ("measures", '"document": "', '"document": "x', "measures.jsonl:1: names x示例"),
        ("measures", '["示例省示例厅"]', '["无此厅"]', "measures.jsonl:1: names 无此厅, which is not in agencies"),
        ("documents", '["示例部"]', '["无此部"]', "documents.jsonl:1: names 无此部"),
        ("documents", '["示例部发〔2021〕1号/1"]', '["无此案"]', "documents.jsonl:1: names 无此案"),
        ("passages", '"target": "', '"target": "x', "passages.jsonl:2: names x示例"),
        ("agencies", '"name": "示例省示例厅"', '"name": "示例部"', "agencies.jsonl:2: 示例部 occurs twice"),
    ],
)
def test_a_broken_export_is_refused(folder: Path, name: str, old: str, new: str, says: str) -> None:
    path = folder / f"{name}.jsonl"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ExportError) as caught:
        read_jsonl(folder)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_relation_stands_once(small_graph: Graph, tmp_path: Path) -> None:
    write_jsonl(replace(small_graph, relations=(*small_graph.relations, small_graph.relations[0])), tmp_path)
    with pytest.raises(ExportError, match=r"relations.jsonl:4: .* IMPLEMENTS .* occurs twice"):
        read_jsonl(tmp_path)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "relations.jsonl").unlink()
    with pytest.raises(ExportError, match=r"relations.jsonl: cannot be read"):
        read_jsonl(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such folder"):
        read_jsonl(tmp_path / "none")


def test_a_failed_export_leaves_the_former_one(folder: Path, small_graph: Graph) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    lone = replace(small_graph, issues=(Issue(IssueLevel.ERROR, "odd", "a.txt", 1, "\ud800"),))
    with pytest.raises(UnicodeEncodeError):
        write_jsonl(lone, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
