from __future__ import annotations

import pytest
from lxml import etree

from graph_builder.reading.numbering import _FORMATS, Numbering, chinese

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (115, "一百一十五"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (9999, "九千九百九十九"),
        (0, "0"), (10_000, "10000"),
    ],
)  # fmt: skip
def test_chinese_numerals(value: int, text: str) -> None:
    assert chinese(value) == text


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("lowerLetter", 1, "a"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
        ("upperRoman", 0, "0"),
    ],
)
def test_number_formats(name: str, value: int, text: str) -> None:
    assert _FORMATS[name](value) == text


def level(index: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = etree.fromstring(
    f"""<w:numbering {W}>
    <w:abstractNum w:abstractNumId="7">
      {level(0, "chineseCounting", "%1、")}{level(1, "chineseCounting", "（%2）")}{level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")}
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="8">{level(0, "chineseCountingThousand", "第%1条")}</w:abstractNum>
    <w:abstractNum w:abstractNumId="9">{level(0, "bullet", "●")}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="7"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="5"><w:abstractNumId w:val="404"/></w:num>
    </w:numbering>"""
)
STYLES = etree.fromstring(
    f"""<w:styles {W}>
    <w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="Derived"><w:basedOn w:val="Article"/></w:style>
    <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
    </w:styles>"""
)


def paragraph(number: int | None = None, depth: int | None = None, style: str | None = None) -> etree._Element:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f'<w:ilvl w:val="{depth}"/>' if depth is not None else ""
    listed = f'<w:numPr>{inner}<w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    return etree.fromstring(f"<w:p {W}><w:pPr>{named}{listed}</w:pPr></w:p>")


def labels(*paragraphs: etree._Element) -> list[str]:
    numbering = Numbering(NUMBERING, STYLES)
    return [numbering.label(each) for each in paragraphs]


def test_levels_count_and_begin_again_under_a_new_head() -> None:
    found = labels(*(paragraph(1, depth) for depth in (0, 1, 1, 2, 0, 1)))
    assert found == ["一、", "（一）", "（二）", "1.2.1 ", "二、", "（一）"]


def test_a_style_brings_its_number_and_hands_it_down() -> None:
    assert labels(paragraph(style="Article"), paragraph(style="Derived")) == ["第一条 ", "第二条 "]


def test_list_zero_takes_the_number_of_the_style_away() -> None:
    assert labels(paragraph(0, style="Article"), paragraph(style="Article")) == ["", "第一条 "]


def test_an_override_starts_anew() -> None:
    assert labels(paragraph(1, 0), paragraph(4, 0), paragraph(4, 0)) == ["一、", "五、", "六、"]


def test_bullets_unknown_lists_and_plain_paragraphs_have_no_number() -> None:
    plain = etree.fromstring(f"<w:p {W}/>")
    assert labels(paragraph(3, 0), paragraph(5, 0), paragraph(77, 0), paragraph(style="Loop"), plain) == [""] * 5


def test_a_document_without_numbering() -> None:
    assert Numbering(None, None).label(paragraph(1, 0)) == ""
