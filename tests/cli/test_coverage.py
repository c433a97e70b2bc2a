"""The command `coverage`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("loaded")

NATIONAL, PROVINCIAL = "示例部发〔2021〕1号", "示例厅发〔2021〕7号"


@pytest.mark.parametrize("arguments", [(NATIONAL,), (NATIONAL, PROVINCIAL)])
def test_coverage_prints_relation_counts_and_clauses(run: Run, arguments: tuple[str, ...]) -> None:
    out = run("coverage", *arguments).out
    assert "落实 IMPLEMENTS sample.txt:24" in out
    assert "国家条款 0：有对应 0，无对应 0，不适用本地 0；地方条款 1：有对应 0，新增 1" in out
    assert "地方新增 additions: 1" in out
    assert "30行 一、（一） 减免示例费" in out


def test_coverage_json_has_the_fields_by_name(run: Run) -> None:
    answer = json.loads(run("coverage", NATIONAL, "--json").out)
    (by,) = answer["by"]
    assert by["document"]["id"] == PROVINCIAL
    assert by["counts"]["additions"] == 1
    assert by["alignment"]["additions"][0]["line"] == 30


def test_what_has_no_counterpart_at_all_is_listed(run: Run) -> None:
    out = run("coverage", "--uncovered").out
    assert "示例部发〔2021〕9号" in out
    assert NATIONAL not in out
    assert [each["document"]["id"] for each in json.loads(run("coverage", "--baseless", "--json").out)] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a document, or give one of"),
        ((NATIONAL, "--uncovered"), "name a document, or give one of"),
        (("示例部发〔2021〕9号",), "no loaded document below its level"),
        ((NATIONAL, "示例部发〔2021〕9号"), "does not forward, implement or extend"),
    ],
)
def test_what_cannot_be_answered_is_one_line(fails: Callable[..., str], arguments: tuple[str, ...], says: str) -> None:
    assert says in fails("coverage", *arguments)
