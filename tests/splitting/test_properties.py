"""What holds for any text: nothing is raised, documents lie in the file, in order, and never overlap."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import FOUR, body, split_lines

from graph_builder.splitting import Split

COMPENDIUM = [
    "目录",
    "一、示例类",
    *(f"{n}. {made.listed} ({made.page})" for n, made in enumerate(FOUR, 1)),
    "",
    *body(FOUR),
]
PIECES = st.sampled_from(
    [*COMPENDIUM, "目录", "附件1", "第 5 号", "示例省人民政府令", "（", "**", "……3", "第三章", "上卷", "。", "\t\t\t"]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=60)


def check(result: Split, length: int) -> None:
    before = 0
    for document in result.documents:
        assert before < document.first <= document.last <= length
        before = document.last
    numbers = [document.catalog_no for document in result.documents if document.catalog_no is not None]
    assert numbers == sorted(set(numbers))
    assert result.documents or any(issue.kind == "no_document" for issue in result.issues)
    assert all(issue.line is None or 1 <= issue.line <= length for issue in result.issues)


@settings(max_examples=300, deadline=None)
@given(LINES, st.frozensets(st.integers(1, 60), max_size=10))
def test_any_lines(lines: list[str], noise: frozenset[int]) -> None:
    check(split_lines(lines, noise), len(lines))


@settings(max_examples=60, deadline=None)
@given(st.permutations(COMPENDIUM))
def test_shuffled(lines: list[str]) -> None:
    check(split_lines(lines), len(lines))


def test_truncated() -> None:
    text = "\n".join(COMPENDIUM)
    for end in range(0, len(text), 7):
        lines = text[:end].split("\n")
        check(split_lines(lines), len(lines))


def test_the_real_corpus_truncated_and_shuffled(corpus_file: Path) -> None:
    text = corpus_file.read_text("utf-8")
    for end in range(997, len(text), 997 * 97):
        lines = text[:end].split("\n")
        check(split_lines(lines), len(lines))
    lines = text.split("\n")
    random.Random(7).shuffle(lines)
    check(split_lines(lines), len(lines))


def test_a_long_table_is_matched_entry_by_entry() -> None:
    count = 5000
    table = [f"{n}. 示例省财政厅关于示例事项{n}的通知 (示财〔2030〕{n}号) ({n})" for n in range(1, count + 1)]
    text = [
        line
        for n in range(1, count + 1)
        for line in ("示例省财政厅", f"关于示例事项{n}的通知", f"示财〔2030〕{n}号", "各市：", "请落实。", "")
    ]
    result = split_lines(["目录", *table, "", *text])
    assert [document.catalog_no for document in result.documents] == list(range(1, count + 1))


@pytest.mark.parametrize("unit", [".", "（", "目录", "《", "年第", "2030年"])
def test_marks_without_end_are_no_documents_of_a_table(unit: str) -> None:
    line = unit * 10_000
    lines = ["目录", line, line, "关于示例的通知", line]
    result = split_lines(lines)
    check(result, len(lines))
    assert all(document.catalog_no is None for document in result.documents)
