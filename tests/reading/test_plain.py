from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.plain import read_markdown, read_text, split_lines

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n二", ["一", "二"]),
        ("一\n二\n", ["一", "二"]),
        ("一\r\n二\r\n", ["一", "二"]),
        ("一\r二\r", ["一", "二"]),
        ("一\n\n\n二", ["一", "", "", "二"]),
        ("一\r\n\n\r二", ["一", "", "", "二"]),
        ("\n一", ["", "一"]),
        ("一\n\n", ["一", ""]),
        ("  一 \t\n　二　", ["  一 \t", "　二　"]),
        ("一\f二\v三\x1c四\x85五\u2028六\u2029七\n八", ["一\f二\v三\x1c四\x85五\u2028六\u2029七", "八"]),
    ],
)
def test_only_line_ends_end_lines(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines
    assert list(read_text(text.encode()).lines) == lines


hanzi = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
line = st.text(
    st.one_of(hanzi, st.characters(exclude_characters="\0\r\n\ufeff", exclude_categories=("Cs",))), max_size=30
)
opening = "关于印发工作要点的通知，各部门应当遵照执行，并将有关情况报送本机关备案。" * 3


@given(st.lists(line, max_size=20), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_lines_come_back_one_by_one(lines: list[str], end: str) -> None:
    whole = [opening, *lines, "末"]
    assert list(read_text(end.join(whole).encode()).lines) == whole


@given(
    st.lists(st.text(st.sampled_from("省市县财政厅局通知，。《》〔〕\f\u2028 0123456789abc\t"), max_size=30)),
    st.sampled_from(ENCODINGS),
)
def test_chinese_lines_come_back_from_any_encoding(lines: list[str], encoding: str) -> None:
    whole = [opening, *lines, "末"]
    assert list(read_text("\n".join(whole).encode(encoding)).lines) == whole


def test_broken_characters_are_reported_with_their_line() -> None:
    data = "\n".join([opening] * 20).encode() + b"\n" + "末行".encode()[:-1]
    extract = read_text(data)
    assert extract.lines[20] == "末\ufffd"
    assert [(note.kind, note.line) for note in extract.notes] == [("encoding", 21)]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("# 关于做好工作的通知", "关于做好工作的通知"),
        ("###### 六级标题 ##", "六级标题"),
        ("##二、重点任务", "二、重点任务"),
        ("#1 机组", "#1 机组"),
        ("> 引文", "引文"),
        ("> > ## 引文标题", "引文标题"),
        ("- 减免租金", "减免租金"),
        ("    * 减免租金", "减免租金"),
        ("+ 减免租金", "减免租金"),
        ("1. 减免租金", "1. 减免租金"),
        ("- 12 -", "- 12 -"),
        ("**示例省财政厅**", "**示例省财政厅**"),
        ("**一、** 内容", "**一、** 内容"),
        ("-1.5%的增幅", "-1.5%的增幅"),
        ("---", ""),
        ("* * *", ""),
        ("=====", ""),
        ("```text", ""),
        ("| 序号 | 名称 |", "序号\t名称"),
        ("|---|:---:|", ""),
        ("| 1 |  |", "1\t"),
        ("正文 | 竖线", "正文 | 竖线"),
        ("根据[《办法》](https://example.org)办理", "根据[《办法》](https://example.org)办理"),
    ],
)
def test_markdown_marks_go_and_words_stay(raw: str, line: str) -> None:
    assert list(read_markdown(f"前一行\n{raw}\n后一行".encode()).lines) == ["前一行", line, "后一行"]


@given(st.lists(st.text(st.sampled_from("省市通知。# >-*+=|:`~ \t1.12"), max_size=25), min_size=1))
def test_markdown_keeps_the_line_numbers_and_the_words_verbatim(lines: list[str]) -> None:
    whole = [*lines, "末"]
    found = read_markdown("\n".join(whole).encode()).lines
    assert len(found) == len(whole)
    for raw, kept in zip(whole, found, strict=True):
        assert "\t" in kept or kept in raw
        assert re.sub(r"[^省市通知。\d.]", "", kept) == re.sub(r"[^省市通知。\d.]", "", raw)
