"""Texts without a table of contents: one document, or several one after another."""

from __future__ import annotations

import pytest
from made_up import FISHERY, FOUR, HOUSES, PROSE, RIVERS, SUBSIDY, body, bounds, expected, split_lines

LAW = [
    "示例省渔业条例",
    "（2030年1月1日示例省第十届人民代表大会常务委员会第一次会议通过）",
    "第一条 为了保护渔业，制定本条例。",
]
ORDER = ["示例省人民政府令", "第6号", "《示例省防火办法》已经会议通过，现予公布。", "省长 某某", "2030年4月2日"]
RULES = ["示例省防火办法", "第一条 为了防火，制定本办法。"]
NATIONAL = ["示例部", "关于做好渔业补贴工作的通知", "示农〔2030〕1号", "各省农业农村厅：", PROSE, "2030年1月5日"]


@pytest.mark.parametrize("document", FOUR)
def test_a_single_document_is_the_whole_file(document: object) -> None:
    lines = ["", *body([document]), ""]  # type: ignore[list-item]
    (found,) = split_lines(lines).documents
    assert (found.first, found.last) == (2, len(lines) - 2)
    assert found.catalog_no is None
    assert found.catalog_title is None


def test_several_documents() -> None:
    documents = (FISHERY, RIVERS, HOUSES, SUBSIDY)
    result = split_lines(body(documents))
    assert bounds(result) == expected(documents)
    assert not result.issues


def test_a_text_that_is_a_list_ends_where_the_next_one_begins() -> None:
    lines = [
        "示例市人民政府关于废止部分文件的通知",
        "示市政发〔2030〕2号",
        "各县人民政府：",
        "决定废止下列文件：",
        "1.《示例市渔业管理办法》（示市政发〔2012〕31号）",
        "2.《示例市供水管理办法》（示市政发〔2009〕15号）",
        "示例市人民政府",
        "2030年3月3日",
        "示例部关于渔业发展的意见",
        "示部发〔2030〕30号",
        "各省渔业厅：",
        PROSE,
        "2030年9月1日",
    ]
    assert bounds(split_lines(lines)) == [(lines[0], lines[7]), (lines[8], lines[12])]


@pytest.mark.parametrize(
    ("opening", "enclosed"),
    [
        (
            ["示例省农业农村厅", "转发示例部关于做好渔业补贴工作的通知的通知", "示农〔2030〕7号", "各市：", PROSE],
            NATIONAL,
        ),
        (["示例省农业农村厅", "关于转发《关于做好渔业补贴工作的通知》的通知", "各市：", PROSE], NATIONAL),
        (
            [
                "示例省农业农村厅",
                "关于做好补贴的通知",
                "示农〔2030〕7号",
                "各市：",
                "现将示例部通知（示农〔2030〕1号）转发给你们。",
            ],
            NATIONAL,
        ),
        (
            [
                "示例省农业农村厅",
                "关于做好补贴的通知",
                "示农〔2030〕7号",
                "各市：",
                PROSE,
                "附件：示例部关于做好渔业补贴工作的通知",
            ],
            NATIONAL,
        ),
        (
            ["示例省农业农村厅", "关于做好补贴的通知", "示农〔2030〕7号", "各市：", PROSE, "2030年2月1日", "附件1"],
            NATIONAL,
        ),
        (ORDER, RULES),
        (
            [
                "示例省农业农村厅",
                "关于印发《示例省防火办法》的通知",
                "示农〔2030〕7号",
                "各市：",
                PROSE,
                "2030年2月1日",
            ],
            RULES,
        ),
    ],
)
def test_what_is_issued_or_forwarded_stays(opening: list[str], enclosed: list[str]) -> None:
    lines = [*opening, *enclosed]
    (document,) = split_lines(lines).documents
    assert (document.first, document.last) == (1, len(lines))
    following = split_lines([*lines, *FISHERY.lines()])
    assert [document.first for document in following.documents] == [1, len(lines) + 1]


def test_a_citation_is_no_announcement() -> None:
    """A notice carries out another one, which is printed after it as a document of its own."""
    notice = ["示例省农业农村厅", "关于落实补贴政策的通知", "示农〔2030〕7号", "各市："]
    notice += ["为落实《关于做好渔业补贴工作的通知》，提出以下要求。", "2030年2月1日"]
    result = split_lines([*notice, *NATIONAL])
    assert [document.first for document in result.documents] == [1, len(notice) + 1]


def test_laws_with_captions_and_orders() -> None:
    result = split_lines([*LAW, *ORDER, *RULES, *LAW])
    assert [document.first for document in result.documents] == [1, 4, 11]


def test_a_letterhead_opens_a_document() -> None:
    head = ["特急", "示例省人民政府文件", "示政发〔2030〕9号", "关于加强防汛工作的通知", "各市：", PROSE]
    result = split_lines([*SUBSIDY.lines(), *head])
    assert [document.first for document in result.documents] == [1, len(SUBSIDY.lines()) + 1]


def test_metadata_opens_a_document_and_stays_in_it() -> None:
    labels = ["索 引 号：000-1/2030", "发文字号：示政发〔2030〕3号", "成文日期：2030年3月1日"]
    page = [*labels, *FISHERY.lines()]
    result = split_lines(page * 2)
    assert [document.first for document in result.documents] == [1, len(page) + 1]


def test_web_furniture_is_left_out() -> None:
    top = ["首页 > 政务公开 > 政策文件", "【字体：大 中 小】 打印"]
    bottom = ["扫一扫在手机打开当前页", "主办单位：示例省人民政府办公厅", "网站标识码：000000"]
    labels = ["发文字号：示政发〔2030〕3号", "成文日期：2030年3月1日"]
    lines = [*top, *labels, *FISHERY.lines(), *bottom]
    (document,) = split_lines(lines).documents
    assert lines[document.first - 1] == labels[0]
    assert lines[document.last - 1] == FISHERY.rest[-1]


def test_doubt_keeps_together_and_is_reported() -> None:
    letter = ["示例市水务局", "关于报送材料的函", "示例省水利厅：", PROSE]
    lines = [*HOUSES.lines()[:-2], PROSE, *letter]
    result = split_lines(lines)
    assert len(result.documents) == 1
    (issue,) = result.issues
    assert (issue.kind, issue.line) == ("uncertain_boundary", len(lines) - len(letter) + 1)


@pytest.mark.parametrize("lines", [[], [""], ["从前有座山，山里有座庙。"], ["hello", "world"], ["", "　", "\t"]])
def test_no_document(lines: list[str]) -> None:
    result = split_lines(lines)
    assert result.documents == ()
    assert [issue.kind for issue in result.issues] == ["no_document"]
