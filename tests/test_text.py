"""Cleaned text knows the place of each of its characters, and quotes the input verbatim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import source

from graph_builder.text import QUOTE_LIMIT, Piece, SourceText, Text, clean, clean_rows

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_LAYOUT = set(" \t\u00a0\u3000\u200b\ufeff*-#")

# What reading may hand on in a line, layout and damage more often than in real texts.
LINE = st.text(
    st.one_of(
        st.sampled_from("省财政厅关于《》〈〉（）〔〕。，、：12０９ \t\u00a0\u3000\u200b\ufeff*-#ab,.;|"),
        st.characters(codec="utf-8", exclude_characters="\n"),
    ),
    max_size=40,
)
LINES = st.lists(LINE, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["　　各市财政局："], "各市财政局："),
        (["财 政 部", "税务总局"], "财政部税务总局"),
        (["**关于预算", "管理的通知**"], "关于预算管理的通知"),
        (["- 一、总体要求"], "一、总体要求"),
        (["## 第一章 总则"], "第一章总则"),
        (["#不是标题"], "#不是标题"),
        (["-不是列项"], "-不是列项"),
        (["使用 Open  Source 软件"], "使用Open Source软件"),
        (["财预〔２０３０〕１２号"], "财预〔2030〕12号"),
        (["5 G 网络"], "5G网络"),
        (["示财预﹝2030﹞12号"], "示财预〔2030〕12号"),
        (["示财预〔2O3O〕l2号"], "示财预〔2030〕12号"),
        (["示财预„2030‟12号"], "示财预〔2030〕12号"),
        (["见〈2030〉和示财预〈2030〉12号"], "见〈2030〉和示财预〔2030〕12号"),
        (["公告2O30年第l号，2O30年5月"], "公告2030年第1号，2030年5月"),
        (["示财预〔2O30", "〕O8号"], "示财预〔2030〕08号"),
        (["第II号线、IOO年、（lI年）"], "第II号线、IOO年、（lI年）"),
        (["\ufeff通\u200b知"], "通知"),
        (["", "　", "**"], ""),
    ],
)
def test_clean(lines: list[str], expected: str) -> None:
    assert clean(source("\n".join(lines)), range(1, len(lines) + 1)).text == expected


def test_line_at() -> None:
    text = clean(source("题\n\n　甲 乙\n- 丙"), [1, 3, 4])
    assert text.text == "题甲乙丙"
    assert [text.line_at(offset) for offset in range(4)] == [1, 3, 3, 4]
    assert text.line == 1
    assert len(text) == 4


def test_line_of_what_is_empty() -> None:
    assert clean(source("甲\n　"), [2]).line == 2
    assert clean(source("甲"), []).line == 1


def test_rows_keep_their_cells() -> None:
    text = clean_rows(source("项目\t金额  \n\n  甲\t１"), [1, 3])
    assert text.text == "项目\t金额\n  甲\t１"
    assert text.line_at(0) == 1
    assert text.line_at(text.text.index("甲")) == 3


def test_a_quote_is_verbatim() -> None:
    lines = source("为落实 《**预算 法**》（第１２号）\n规定")
    text = clean(lines, [1, 2])
    assert text.text == "为落实《预算法》（第12号）规定"
    start, end = text.text.index("《"), text.text.index("》") + 1
    assert text.quote(lines, start, end) == (1, "《**预算 法**》")
    # what runs on to the next line is left out; digits stay as printed
    assert text.quote(lines, text.text.index("第"), len(text)) == (1, "第１２号）")
    assert text.quote(lines, text.text.index("规"), len(text)) == (2, "规定")


def test_a_quote_has_a_limit() -> None:
    lines = source("文" * 300)
    text = clean(lines, [1])
    assert QUOTE_LIMIT == 120
    assert text.quote(lines, 10, 300) == (1, "文" * 120)
    assert text.quote(lines, 10, 300, limit=7) == (1, "文" * 7)


def place(text: Text, offset: int) -> tuple[int, int]:
    """Line and column of a character."""
    piece: Piece = text.pieces[text.piece_at(offset)]
    return piece.line, piece.column + offset - piece.offset


@given(LINES)
def test_every_character_stands_in_its_place(lines: list[str]) -> None:
    whole = SourceText("any.txt", "any", tuple(lines))
    text = clean(whole, range(1, len(lines) + 1))
    places = [place(text, offset) for offset in range(len(text))]
    for character, (line, column) in zip(text.text, places, strict=True):
        assert whole.lines[line - 1][column].translate(_NARROW) == character
    assert places == sorted(set(places))


@given(LINES)
def test_only_layout_is_left_out(lines: list[str]) -> None:
    whole = SourceText("any.txt", "any", tuple(lines))
    text = clean(whole, range(1, len(lines) + 1))
    kept = {place(text, offset) for offset in range(len(text))}
    for number, line in enumerate(lines, 1):
        for column, character in enumerate(line):
            assert (number, column) in kept or character in _LAYOUT or character.isspace()


@given(LINES)
def test_rows_stand_in_their_places(lines: list[str]) -> None:
    whole = SourceText("any.txt", "any", tuple(lines))
    text = clean_rows(whole, range(1, len(lines) + 1))
    assert text.text == "\n".join(line.rstrip() for line in lines)
    for offset, character in enumerate(text.text):
        line, column = place(text, offset)
        row = whole.lines[line - 1]
        assert character == "\n" if column == len(row.rstrip()) else row[column] == character


@given(LINES, st.data())
def test_every_quote_stands_in_the_line_it_names(lines: list[str], data: st.DataObject) -> None:
    whole = SourceText("any.txt", "any", tuple(lines))
    reader = data.draw(st.sampled_from([clean, clean_rows]))
    text = reader(whole, range(1, len(lines) + 1))
    if not text.text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    line, quote = text.quote(whole, start, end)
    assert line == text.line_at(start)
    assert quote in whole.lines[line - 1]
    assert len(quote) <= QUOTE_LIMIT
    if text.text[start] != "\n":
        assert quote[0].translate(_NARROW) == text.text[start].translate(_NARROW)
        assert whole.lines[line - 1].startswith(quote, place(text, start)[1])
