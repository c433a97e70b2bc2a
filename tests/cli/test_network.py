"""Commands that ask how fast and by whom documents are carried out (see ``small_graph``)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Fails = Callable[..., str]

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.mark.parametrize(
    ("by", "name"),
    [("issuer", "示例省示例厅"), ("ministry", "示例部"), ("doc_type", "通知"), ("category", "不明 unknown")],
)
def test_lag_shows_the_days_of_each_group(run: Run, by: str, name: str) -> None:
    # 2021-02-01 to 2021-03-03
    rows = [line.split("  ") for line in run("lag", "--by", by).out.splitlines()]
    (row,) = ([cell.strip() for cell in line if cell.strip()] for line in rows if line[0] == name)
    assert row[1:] == ["1", "30", "30", "30", "30", "30", "0"]


def test_lag_lists_the_documents_with_their_evidence(run: Run) -> None:
    out = run("lag", "--pairs").out
    assert "sample.txt:24 “为落实示例部发〔2021〕1号”" in out
    assert "落实 IMPLEMENTS" in out


def test_lag_json_has_the_spread_and_the_pairs(run: Run) -> None:
    answer = json.loads(run("lag", "--json").out)
    assert answer["overall"]["spread"]["median"] == 30
    assert answer["rows"][0]["pairs"][0]["dating"] == "known"


def test_lag_of_what_is_not_there(run: Run) -> None:
    answer = json.loads(run("lag", "--type", "forwards", "--json").out)
    assert answer == {
        "by": "issuer",
        "overall": {"spread": None, "pairs": 0, "contradicting": 0, "undated": 0, "undecided": 0},
        "rows": [],
    }


def test_issuers_shows_bodies_with_figures(run: Run) -> None:
    out = run("issuers").out
    assert "发文机关 issuers: 2" in out
    assert "没有联合发文 none issued together" in out


def test_issuers_following_shows_counterparts(run: Run) -> None:
    # the register of the small graph names 示例部 as the counterpart of 示例省示例厅
    (line,) = (line for line in run("issuers", "--following").out.splitlines() if line.startswith("1 "))
    assert line.split() == ["1", "示例省示例厅", "示例部", "是"]


def test_issuers_can_be_limited_to_a_period(run: Run) -> None:
    answer = json.loads(run("issuers", "--since", "2021-03-01", "--until", "2021-03-31", "--json").out)
    assert [document["doc_number"] for document in answer["documents"]] == ["示例厅发〔2021〕7号"]


def test_issuers_gives_a_matrix(run: Run) -> None:
    answer = json.loads(run("issuers", "--following", "--matrix", "--json").out)
    assert (answer["counts"], answer["counterpart"]) == ([[1]], [[True]])


def test_tables_are_cut_and_say_so(run: Run) -> None:
    assert "……另有1行 1 more; use --top" in run("issuers", "--top", "1").out


def test_agency_shows_its_page(run: Run) -> None:
    out = run("agency", "省示例厅").out
    for part in (
        "示例省示例厅（名录未收，按名称形式识别）",
        "对口部门",
        "示例厅发〔2021〕7号→示例部发〔2021〕1号",
        "sample.txt:30",
    ):
        assert part in out


def test_agency_json_has_the_fields_by_name(run: Run) -> None:
    answer = json.loads(run("agency", "示例部", "--json").out)
    assert answer["agency"]["name"] == "示例部"
    assert answer["followed_by"][0]["counterpart"] is True


def test_several_agencies_are_listed(run: Run) -> None:
    result = run("agency", "示")
    assert result.status == 2
    assert "示例部" in result.out
    assert "2 agencies fit" in result.err
    assert len(json.loads(run("agency", "示", "--json").out)["matches"]) == 2


def test_an_agency_that_is_not_there(fails: Fails) -> None:
    assert "no agency of the graph has this name" in fails("agency", "丑部")
