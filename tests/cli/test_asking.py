"""Commands that ask the loaded graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.mark.parametrize("words", ["示例部发〔2021〕1号", "示例部发[2021]1号", "关于支持示例企业的通知"])
def test_show_prints_the_document(run: Run, words: str) -> None:
    result = run("show", words)
    assert result.status == 0
    for part in ("发文字号", "示例部发〔2021〕1号", "2021-02-01", "sample.txt:1-20", "《支持示例企业实施方案》"):
        assert part in result.out
    assert "落实 IMPLEMENTS" in result.out
    assert "sample.txt:24 “为落实示例部发〔2021〕1号”" in result.out


def test_show_prints_measures_and_what_is_only_cited(run: Run) -> None:
    out = run("show", "示例厅发〔2021〕7号").out
    assert "一、（一）" in out
    assert "2021-06-30" in out
    assert "中华人民共和国示例促进法 ○仅被引用" in out


def test_show_json_has_the_fields_by_name(run: Run) -> None:
    answer = json.loads(run("show", "示例厅发〔2021〕7号", "--json").out)
    assert answer["document"]["doc_number"] == "示例厅发〔2021〕7号"
    assert answer["document"]["issued_on"] == "2021-03-03"
    assert {link["relation"]["type"] for link in answer["outgoing"]} == {"IMPLEMENTS", "BASED_ON"}
    assert answer["measures"][0]["responsible"] == ["示例省示例厅"]


def test_a_name_with_a_blank_needs_no_quotes(run: Run) -> None:
    assert run("show", "示例部发", "〔2021〕1号").out == run("show", "示例部发〔2021〕1号").out


def test_several_matches_are_listed(run: Run) -> None:
    result = run("show", "示例企业政策")
    assert result.status == 2
    assert "示例厅发〔2021〕7号" in result.out
    assert "示例部发〔2021〕9号" in result.out
    assert result.err.count("\n") == 1
    assert "2 documents fit" in result.err


def test_several_matches_as_json(run: Run) -> None:
    result = run("trace", "示例企业政策", "--json")
    assert result.status == 2
    assert len(json.loads(result.out)["matches"]) == 2


@pytest.mark.parametrize("command", ["show", "trace"])
def test_no_match_says_so(fails: Callable[..., str], command: str) -> None:
    assert "没有的文件" in fails(command, "没有的文件")


def test_trace_shows_both_ways_with_evidence(run: Run) -> None:
    out = run("trace", "示例部发〔2021〕1号").out
    assert "落实 IMPLEMENTS 示例厅发〔2021〕7号 关于落实支持示例企业政策的通知 〔省级〕 2021-03-03 +30天" in out
    assert "延至 2022-06-30" in out
    assert "sample.txt:44" in out
    assert "sample.txt:24 “为落实示例部发〔2021〕1号” [purpose_implements 0.95]" in out
    up = run("trace", "示例厅发〔2021〕7号").out
    assert "示例部发〔2021〕1号" in up


def test_trace_follows_the_types_asked_for(run: Run) -> None:
    answer = json.loads(run("trace", "示例部发〔2021〕1号", "--type", "extends", "--json").out)
    assert [step["relation"]["type"] for step in answer["down"]] == ["EXTENDS"]
    assert answer["truncated"] is False


def test_a_trace_is_narrowed(run: Run) -> None:
    out = run("trace", "示例部发〔2021〕1号", "--level", "provincial", "--since", "2021-03-03").out
    assert "示例厅发〔2021〕7号" in out
    assert "示例部发〔2021〕9号" not in out
    answer = json.loads(run("trace", "示例部发〔2021〕1号", "--confidence", "1", "--scope", "clause", "--json").out)
    assert answer["down"] == answer["up"] == []


def test_a_trace_as_a_graph(run: Run) -> None:
    answer = json.loads(run("trace", "示例部发〔2021〕1号", "--graph", "--json").out)
    assert (len(answer["nodes"]), len(answer["edges"])) == (3, 2)


@pytest.mark.parametrize("label", ["一、（一）", "一(一)"])
def test_a_measure_is_traced_by_its_label(run: Run, fails: Callable[..., str], label: str) -> None:
    out = run("trace", "示例厅发〔2021〕7号", "--measure", label).out
    assert "一、（一）（第30行）" in out
    assert "示例部发〔2021〕1号" in out
    assert "“一、（一）”" in fails("trace", "示例厅发〔2021〕7号", "--measure", "九")


def test_search_marks_the_number_typed_exactly(run: Run) -> None:
    hits = json.loads(run("search", "示例部发〔2021〕1号", "--json").out)["hits"]
    assert hits[0]["document"]["id"] == "示例部发〔2021〕1号"
    assert hits[0]["exact"] is True
    assert "示例部发〔2021〕1号" in run("search", "支持", "示例企业").out


def test_search_without_a_hit_says_so(fails: Callable[..., str]) -> None:
    assert "无此词语" in fails("search", "无此词语")


def test_stats_count_by_kind(run: Run) -> None:
    answer = json.loads(run("stats", "--json").out)
    assert (answer["read"], answer["enclosed"], answer["cited"]) == (3, 1, 1)
    assert answer["most_implemented"][0]["count"] == 1
    assert answer["undecided"] == {"ambiguous_alias": 1}
    out = run("stats").out
    assert "文件 Document" in out
    assert "被落实最多的文件" in out


def test_issues_have_place_and_candidates(run: Run) -> None:
    out = run("issues").out
    assert "sample.txt:33" in out
    assert "示例部发〔2021〕9号" in out
    assert json.loads(run("issues", "--kind", "ambiguous_alias", "--json").out)[0]["line"] == 33
    assert "没有未决事项" in run("issues", "--kind", "none").out
