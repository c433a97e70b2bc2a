"""Commands of those who check."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

NATIONAL, PROVINCIAL = "示例部发〔2021〕1号", "示例厅发〔2021〕7号"
SIGNED = ("--by", "李审", "--reason", "原文如此")


@pytest.fixture(autouse=True)
def reviewed(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small graph, and a file of judgements for each test; what it decided is undone in the end."""
    monkeypatch.delenv("POLICYGRAPH_REVIEWER", raising=False)
    monkeypatch.setenv("POLICYGRAPH_JUDGEMENTS", str(tmp_path / "judgements.jsonl"))
    return tmp_path / "judgements.jsonl"


def test_read_prints_the_text_with_what_it_cites(run: Run) -> None:
    out = run("read", PROVINCIAL, "--on", "2021-05-01").out
    assert "    24 为落实示例部发〔2021〕1号，制定本通知。" in out
    assert f"→ 落实 IMPLEMENTS {NATIONAL}" in out
    assert "有效" in out
    answer = json.loads(run("read", PROVINCIAL, "--json").out)
    (mention,) = answer["passages"][0]["mentions"]
    assert (mention["start"], mention["end"], mention["target"]["id"]) == (3, 15, NATIONAL)
    assert "不在库中" in run("read", "示例促进法").out


def test_lookup_reads_a_file_or_the_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "按照示例部发[2021]1号和示例部发〔2021〕99号办理。\n"
    (tmp_path / "draft.txt").write_text(text, "utf-8")
    out = run("lookup", tmp_path / "draft.txt", "--on", "2023-01-01").out
    assert "已识别、！已失效 outdated" in out
    assert "库中没有" in out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("gb18030"))))
    answer = json.loads(run("lookup", "-", "--json").out)
    assert [each["found"] for each in answer["citations"]] == ["resolved", "unknown"]


def test_lookup_of_nothing_readable_says_so(
    fails: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no-such-file.txt" in fails("lookup", tmp_path / "no-such-file.txt")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00")))
    assert "standard input" in fails("lookup", "-")


def test_a_judgement_is_given_listed_and_undone(run: Run, reviewed: Path) -> None:
    given = json.loads(run("judge", "reject", PROVINCIAL, "IMPLEMENTS", NATIONAL, *SIGNED, "--json").out)
    assert "IMPLEMENTS" not in run("trace", PROVINCIAL).out
    assert "李审" in run("judgements").out
    undone = run("judge", "undo", given["judgement"]["id"], *SIGNED)
    assert undone.status == 0
    assert "IMPLEMENTS" in run("trace", PROVINCIAL).out
    listed = json.loads(run("judgements", "--json").out)["entries"]
    assert [(each["judgement"]["kind"], each["standing"]) for each in listed] == [
        ("undo", "in_force"),
        ("reject", "undone"),
    ]
    assert len(reviewed.read_text("utf-8").splitlines()) == 2


def test_every_kind_of_judgement_has_its_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_REVIEWER", "王审")
    for arguments in (
        ("confirm", PROVINCIAL, "implements", NATIONAL),
        ("retype", PROVINCIAL, "IMPLEMENTS", NATIONAL, "CITES"),
        ("target", PROVINCIAL, "CITES", NATIONAL, "示例部发〔2021〕9号"),
        ("merge", "示例省示例厅", "示例部"),
    ):
        result = run("judge", *arguments, "--reason", "原文如此")
        assert result.status == 0, result.err
        assert "已记录 recorded" in result.out
    assert "审定：王审" in run("show", PROVINCIAL).out
    entries = json.loads(run("judgements", "--json").out)["entries"]
    assert {each["judgement"]["by"] for each in entries} == {"王审"}
    for each in entries:
        assert run("judge", "undo", each["judgement"]["id"], "--reason", "试").status == 0
    assert "IMPLEMENTS" in run("trace", PROVINCIAL).out


def test_a_judgement_needs_a_name_and_a_reason(fails: Callable[..., str], reviewed: Path) -> None:
    assert "--by" in fails("judge", "confirm", PROVINCIAL, "IMPLEMENTS", NATIONAL, "--reason", "因")
    assert "--reason" in fails("judge", "confirm", PROVINCIAL, "IMPLEMENTS", NATIONAL, "--by", "李审")
    assert "no such relation" in fails("judge", "confirm", PROVINCIAL, "AMENDS", NATIONAL, *SIGNED)
    assert "two agencies" in fails("judge", "separate", "示例部", "示例省示例厅", *SIGNED)
    assert not reviewed.exists()


def test_the_queue_lists_what_waits(run: Run) -> None:
    assert "没有待核的关系" in run("queue").out
    out = run("queue", "--below", "0.99", "--limit", "2").out
    assert "1-2 / 3" in out
    assert "sample.txt:" in out


def test_search_filters_counts_and_pages(run: Run, fails: Callable[..., str]) -> None:
    answer = json.loads(run("search", "示例企业", "--level", "national", "--json").out)
    assert {hit["document"]["level"] for hit in answer["hits"]} == {"national"}
    assert {each["value"]: each["count"] for each in answer["facets"]["level"]}["provincial"] == 1
    out = run("search", "--year", "2021", "--on", "2021-05-01", "--facets", "--limit", "1").out
    assert "1-1 / 3" in out
    assert "分面 facets" in out
    assert "--on" in fails("search", "示例", "--state", "expired")


def test_a_relation_s_end_is_meant_where_words_fit_several(run: Run, fails: Callable[..., str]) -> None:
    assert "documents fit" in fails("show", "支持示例企业")
    result = run("judge", "confirm", "示例部发〔2021〕9号", "EXTENDS", "支持示例企业", "--json", *SIGNED)
    assert result.status == 0, result.err
    given = json.loads(result.out)
    assert given["relation"]["target"] == "示例部发〔2021〕1号"
    assert run("judge", "undo", given["judgement"]["id"], *SIGNED).status == 0
