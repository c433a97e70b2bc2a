"""Copies are copies, the pattern finds citations, tables add up; no test asserts a time."""

from __future__ import annotations

import pytest

from benchmarks.citation_pattern import CITATION, LEAN, count
from benchmarks.copies import copy_of, joined
from benchmarks.inputs import SAMPLE
from benchmarks.speed import Speed, speed_table
from benchmarks.stages import profile, stages_table
from benchmarks.tables import least_and_median, markdown
from benchmarks.worker import extract_and_resolve, measure
from graph_builder.build import read
from graph_builder.text import SourceText

LINES = (
    "目录",
    "1. 示例厅关于支持企业的通知 (示例厅发〔2020〕21号) (3)",
    "根据示例部公告2020年第8号和示例发[2019] 7 号，",
    "依照国务院令第 728 号，于2020年3月1日（2020年）施行。",
)
SOURCE = SourceText("示例.txt", "示例", LINES)


@pytest.mark.parametrize(
    "text",
    [
        "《关于支持企业的通知》",
        "《关于印发《示例方案》的通知》（示例厅发〔2020〕21号）",
        "示例厅发〔2020〕21号",
        "示例厅发(2020) 21 号",
        "公告2020年第8号",
        "令第728号",
    ],
)
def test_pattern_takes_the_whole_citation(text: str) -> None:
    assert CITATION.fullmatch(text)


@pytest.mark.parametrize("text", ["2020年3月1日", "（2020年）", "第8条", "《未完"])
def test_pattern_passes_over(text: str) -> None:
    assert count(CITATION, text) == count(LEAN, text) == 0


def test_copies_differ_in_numbers_and_titles_only() -> None:
    first, other = copy_of(SOURCE, 0), copy_of(SOURCE, 7)
    assert first.lines[0] == other.lines[0] == "目录"
    assert other.lines[1] == "1. 示例厅关于辛未支持企业的通知 (示例厅发〔2020〕427号) (3)"
    assert other.lines[2] == "根据示例部公告2020年第3158号和示例发[2019] 147 号，"
    assert other.lines[3] == "依照国务院令第 3878 号，于2020年3月1日（2020年）施行。"
    assert copy_of(SOURCE, 0, titles=False).lines[1] == "1. 示例厅关于支持企业的通知 (示例厅发〔2020〕420号) (3)"


def test_no_two_copies_share_a_line_with_a_number() -> None:
    copies = [copy_of(SOURCE, number, titles=False).lines for number in range(20)]
    for at in (1, 2, 3):
        assert len({lines[at] for lines in copies}) == 20


@pytest.mark.parametrize("number", [-1, 20])
def test_no_further_copies(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 19"):
        copy_of(SOURCE, number)


def test_joined_lines() -> None:
    assert len(joined([SOURCE, SOURCE, SOURCE]).lines) == 12


def test_copies_of_the_sample_give_as_many_documents_each() -> None:
    sources, _ = read([SAMPLE])
    once, _ = extract_and_resolve([copy_of(source, 0) for source in sources])
    thrice, figures = extract_and_resolve([copy_of(source, at) for at in range(3) for source in sources])
    read_once = sum(document.in_corpus for document in once.documents)
    assert sum(document.in_corpus for document in thrice.documents) == 3 * read_once
    assert len(thrice.measures) == 3 * len(once.measures)
    assert figures["seconds"] == pytest.approx(figures["extraction"] + figures["resolution"])


def test_worker_measures_in_a_process_of_its_own() -> None:
    figures = measure("copies", str(SAMPLE), "--copies", "2", "--apart")
    assert figures["read"] > 0 and figures["relations"] > 0
    assert figures["peak_mb"] > 1


def test_growth_and_ratios_are_of_medians() -> None:
    run = {"seconds": 2.0, "citation": 0.1, "lean": 0.05, "peak_mb": 150.0, "characters": 9, "read": 1}
    run |= {"relations": 3, "measures": 4}
    speed = Speed([run, run | {"seconds": 4.0}], [run, run, run | {"seconds": 90.0}], [run | {"seconds": 42.0}], [run])
    assert speed.scan_ratios() == pytest.approx([20, 40])
    assert speed.growth() == speed.growth(min) == pytest.approx(21)
    assert "20.0 / 30.0" in speed_table(speed)


def test_stages_add_up() -> None:
    seconds = profile(SAMPLE)
    assert {"reading", "splitting", "structure", "fields", "measures", "resolution"} <= seconds.keys()
    assert any(stage.startswith("pipeline") for stage in seconds)
    assert all(spent >= 0 for spent in seconds.values())
    assert stages_table([seconds]).splitlines()[-1].startswith("| all")


def test_tables() -> None:
    assert markdown(["a", "bb"], [["ccc", "1"]]).splitlines() == ["| a   | bb |", "| --- | -: |", "| ccc |  1 |"]
    assert least_and_median([3, 1, 2], ".1f") == "1.0 / 2.0"
