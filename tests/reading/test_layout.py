from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.layout import is_document_line, noise_lines, page_number

SENTENCE = "各部门应当按照职责分工抓好第{}项任务落实，重要情况及时报告。"


def book(
    pages: int, head: str | None, foot: str | None, *, size: int = 24, jitter: int = 4, first: int = 1
) -> list[str]:
    """Pages of different sentences; ``{}`` in ``head`` and ``foot`` is the page. Blank lines around both."""
    chance = random.Random(7)
    lines: list[str] = []
    for page in range(first, first + pages):
        if head:
            lines += [head.format(page), ""]
        lines += [SENTENCE.format(f"{page}之{row}") for row in range(size + chance.randint(-jitter, jitter))]
        if foot:
            lines += ["", foot.format(page), ""]
    return lines


def removed(lines: list[str]) -> list[str]:
    return [lines[number - 1] for number in sorted(noise_lines(lines))]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("- 12 -", 12), ("— 3 —", 3), ("—3—", 3), ("－ 7 －", 7), ("·5·", 5), ("• 5 •", 5), ("~ 8 ~", 8), ("－１２－", 12),
        ("第3页", 3), ("第 3 页", 3), ("第 3 页 共 9 页", 3), ("第3页/共9页", 3), ("第 3 页（共 9 页）", 3), ("共9页 第3页", 3),
        ("Page 3 of 9", 3), ("  - 12 -  ", 12),
        ("12", None), ("-12", None), ("- 12", None), ("—2019—", None), ("〔2019〕—55", None), ("- 12.5 -", None),
        ("第3页的内容", None), ("第三页", None), ("**3**", None), ("1\t2", None), ("", None), ("- 一 -", None), ("3-5", None),
    ],
)  # fmt: skip
def test_page_numbers_by_their_form(line: str, number: int | None) -> None:
    assert page_number(line) == number


@pytest.mark.parametrize("foot", ["- {} -", "— {} —", "·{}·", "第 {} 页 共 30 页", "{}", "  {}  "])
def test_page_numbers_of_a_book_go(foot: str) -> None:
    lines = book(30, None, foot)
    assert removed(lines) == [foot.format(page) for page in range(1, 31)]


def test_a_series_goes_on_over_missing_page_numbers_and_other_numbers() -> None:
    lines = book(20, None, "{}", first=101)
    lines[lines.index("107")] = ""
    lines[lines.index("108")] = ""
    middle = lines.index("115") - 8
    lines[middle:middle] = ["", "3", "", "2021", ""]
    assert removed(lines) == [str(page) for page in range(101, 121) if page not in (107, 108)]


@pytest.mark.parametrize(
    "head",
    [
        "示例省人民政府公报 2021年第3期",
        "示例省人民政府公报",
        "{} 示例省人民政府公报",
        "示例省人民政府公报 2021年第3期 · {} ·",
        "惠企政策汇编（上册）",
        "SHILI PROVINCE GAZETTE",
    ],
)
@pytest.mark.parametrize("foot", [None, "- {} -"])
def test_running_heads_go(head: str, foot: str | None) -> None:
    lines = book(12, head, foot)
    found = removed(lines)
    assert [line for line in found if "- " not in line] == [head.format(page) for page in range(1, 13)]
    assert len(found) == 12 * (2 if foot else 1)


def test_heads_of_left_and_right_pages_go_though_some_are_missing() -> None:
    lines: list[str] = []
    for page in range(1, 21):
        head = "示例省人民政府公报" if page % 2 else "2021年第3期（总第88期）"
        lines += book(1, None if page in (6, 13) else head, None, first=page)
    assert len(removed(lines)) == 18


@pytest.mark.parametrize(
    "line",
    [
        "财政部", "示例省财政厅", "示例省人民政府办公厅", "国家税务总局示例省税务局", "示例省人民政府", "中国人民银行示例市中心支行",
        "特此通知。", "附件", "附件 1", "附件：", "一、总体要求", "（一）指导思想", "1. 申请材料", "第一章 总则", "第三条", "目 录",
        "2021年3月1日", "二〇二一年三月一日", "2021 年 3 月", "示财〔2021〕8号", "示例省财政厅文件", "关于做好登记工作的通知",
        "序号", "单位：万元", "（此件公开发布）", "各市人民政府：", "年 月 日", "××银行", "- 列表",
    ],
)  # fmt: skip
def test_lines_of_documents_are_no_running_heads_however_regular(line: str) -> None:
    assert is_document_line(line)
    assert removed(book(30, line, None, jitter=0)) == []


TITLE = ["示例省财政厅文件", "", "示例省财政厅", "关于转发《示例部关于茶园", "补助的通知》的通知", "", "各市财政局："]
BODY = [f"第{number}条措施的内容。" for number in range(20)]


def test_the_title_printed_once_more_behind_a_page_number_goes() -> None:
    head = "示例省财政厅关于转发《示例部关于茶园补助的通知》的通知"
    lines = [*TITLE, *BODY, "— 1 —", head, *BODY]
    assert noise_lines(lines) == {len(TITLE) + len(BODY) + 1, len(TITLE) + len(BODY) + 2}


def test_the_title_of_an_order_goes_with_the_issuer_in_front() -> None:
    order = [
        "示例省人民政府令",
        "",
        "第3号",
        "",
        "《示例省茶园补助办法》已经审议通过，现予公布。",
        "",
        "示例省茶园补助办法",
    ]
    lines = [*order, *BODY, "— 1 —", "示例省人民政府示例省茶园补助办法", *BODY]
    assert noise_lines(lines) == {len(order) + len(BODY) + 1, len(order) + len(BODY) + 2}
    lines[len(order) + len(BODY) + 1] = "其他省人民政府示例省茶园补助办法"
    assert noise_lines(lines) == {len(order) + len(BODY) + 1}


def test_the_title_goes_though_a_character_was_misread() -> None:
    lines = [*TITLE, *BODY, "— 1 —", "示例省财政厅关于转发《示例部关于茶囯补助的通知》的通知", *BODY]
    assert noise_lines(lines) == {len(TITLE) + len(BODY) + 1, len(TITLE) + len(BODY) + 2}


def test_the_title_of_another_year_stays() -> None:
    lines = [
        "示例省财政厅关于做好2029年茶园补助的通知",
        *BODY,
        "— 1 —",
        "示例省财政厅关于做好2030年茶园补助的通知",
        *BODY,
    ]
    assert noise_lines(lines) == {len(BODY) + 2}


@pytest.mark.parametrize("line", ["示例部关于茶园补助的通知", "示例省财政厅", "关于其他事项的通知"])
def test_what_else_heads_a_page_stays(line: str) -> None:
    lines = [*TITLE, *BODY, "— 1 —", line, *BODY]
    assert noise_lines(lines) == {len(TITLE) + len(BODY) + 1}


def test_a_line_that_returns_irregularly_stays() -> None:
    chance = random.Random(3)
    lines: list[str] = []
    for part in range(40):
        lines += [
            "其中的具体情形",
            *(SENTENCE.format(f"{part}之{row}") for row in range(chance.choice((3, 15, 60, 140)))),
        ]
    assert removed(lines) == []


def test_numbers_of_a_list_and_of_a_table_stay() -> None:
    numbered = [line for value in range(1, 40) for line in (str(value), "", "")]
    table = [f"{value}\t{value * 3}\t甲" for value in range(1, 200)]
    column = [str(value % 7) for value in range(300)]
    spread = [line for value in (4, 9, 2, 8, 30, 31) for line in ("", str(value), "", *[SENTENCE.format(value)] * 20)]
    for lines in (numbered, table, column, spread):
        assert removed(lines) == []


def test_pages_that_the_format_tells() -> None:
    lines, pages = [], []
    for page in range(1, 6):
        own = ["示例省政策选编", SENTENCE.format(page), "示例省财政厅", str(page + 8)]
        lines += own
        pages += [page] * len(own)
    found = noise_lines(lines, pages)
    assert sorted({lines[number - 1] for number in found}) == ["10", "11", "12", "13", "9", "示例省政策选编"]


def test_nothing_in_nothing() -> None:
    assert noise_lines([]) == set()
    assert noise_lines([], []) == set()


@given(st.lists(st.text(st.sampled_from("省政府公报第页共-—· 12\t。"), max_size=12), max_size=60))
def test_whatever_goes_has_the_form_of_a_number_or_returns(lines: list[str]) -> None:
    for number in noise_lines(lines):
        line = lines[number - 1]
        assert page_number(line) is not None or lines.count(line) > 1 or line.strip().isdecimal()
