"""Commands that ask how documents stand, on the small graph: 示例部发〔2021〕1号 ends on 2021-12-31, prolonged to 2022-06-30."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
NATIONAL, EXTENSION = "示例部发〔2021〕1号", "示例部发〔2021〕9号"

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2021-01-01", "尚未施行 not_yet"),
        ("2021-03-01", "有效 in_force"),
        ("2022-02-01", "已延期 extended"),
        ("2022-07-01", "已到期 expired"),
    ],
)
def test_status_says_how_and_why(run: Run, on: str, says: str) -> None:
    out = run("status", NATIONAL, "--on", on).out
    assert says in out
    assert "2021-12-01 延期（示例部发〔2021〕9号） 至 2022-06-30" in out
    assert "sample.txt:44" in out
    assert "as far as the loaded documents say" in out
    assert ("nothing later is loaded" in out) is (on > "2021-12-01")


def test_status_of_clauses_and_open_ends(run: Run) -> None:
    out = run("status", "示例厅发〔2021〕7号", "--on", "2021-05-01").out
    assert "未载明截止日期 no end stated" not in out.splitlines()[1]
    assert "一、（一）（第30行）" in out
    assert "未载明截止日期 no end stated" in run("status", EXTENSION, "--on", "2021-12-02").out


def test_status_json_has_the_fields_by_name(run: Run) -> None:
    answer = json.loads(run("status", NATIONAL, "--on", "2022-02-01", "--json").out)
    assert (answer["state"], answer["last"], answer["reach"]) == ("extended", "2022-06-30", "after")
    assert [step["reason"] for step in answer["why"]] == ["issued", "ends", "extended"]


def test_all_documents_are_listed_by_state(run: Run) -> None:
    out = run("status", "--on", "2022-02-01", "--state", "extended").out
    assert NATIONAL in out
    assert "2022-02-01: 1" in out
    assert json.loads(run("status", "--level", "county", "--json").out) == []
    assert "no such document" in run("status", "--level", "county").out


def test_expiring_lists_by_day(run: Run) -> None:
    out = run("expiring", "--from", "2022-06-01", "--days", "30").out
    assert "2022-06-30" in out
    assert NATIONAL in out
    assert json.loads(run("expiring", "--from", "2023-01-01", "--json").out)["endings"] == []


def test_effects_are_rows(run: Run) -> None:
    out = run("effects", NATIONAL).out
    assert "延长 EXTENDS" in out
    assert "2022-06-30" in out
    answer = json.loads(run("effects", NATIONAL, "--type", "implements", "--json").out)
    assert [row["document"]["id"] for row in answer["received"]] == ["示例厅发〔2021〕7号"]


def test_paths_show_direction_and_words(run: Run) -> None:
    out = run("paths", "示例厅发〔2021〕7号", EXTENSION).out
    assert "（2步）" in out
    assert "→ 落实 IMPLEMENTS sample.txt:24" in out
    assert "← 延长 EXTENDS sample.txt:44" in out
    assert "no path" in run("paths", "示例厅发〔2021〕7号", EXTENSION, "--steps", "1").out
    assert len(json.loads(run("paths", NATIONAL, EXTENSION, "--json").out)["paths"]) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("status", NATIONAL, "--on", "2021-02-30"), "2021-02-30"),
        (("status", "--state", "gone"), "'gone' is not one of"),
        (("expiring", "--days", "-1"), "-1 is not in the range"),
        (("paths", NATIONAL), "Missing argument"),
        (("effects", "没有的文件"), "没有的文件"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(fails: Callable[..., str], arguments: tuple[str, ...], says: str) -> None:
    assert says in fails(*arguments)
