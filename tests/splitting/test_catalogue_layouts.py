"""Tables of contents in many layouts over the same four documents."""

from __future__ import annotations

import pytest
from made_up import FISHERY, FOUR, HOUSES, RIVERS, SUBSIDY, Made, body, bounds, expected, split_lines

PARTS = {0: "第一部分 农业渔业政策", 2: "第二部分 城乡建设政策"}
CHAPTERS = {0: "一、农业渔业类", 2: "二、城乡建设类"}

LAYOUTS: dict[str, tuple[list[str], dict[int, str] | None, tuple[str | None, str | None]]] = {
    "numbered, bracketed numbers and pages, wrapped, counted chapters": (
        [
            "# 目 录",
            "一、农业渔业类 (2 个)",
            "1. 示例省人民政府关于稳定渔业",
            "- 生产的通知",
            "(示政发〔2030〕3号) (1)",
            "\t2. 示例省财政厅 示例省农业农村厅关于印发示例省渔业补贴资金管理办法的通知 (示财农〔2030〕12号)\t(5)",
            "二、城乡建设类 (2 个)",
            "3. " + RIVERS.listed + " (20)",
            "4. " + HOUSES.listed + "（示建〔2030〕45号） ... (33)",
        ],
        CHAPTERS,
        ("农业渔业类", "城乡建设类"),
    ),
    "dotted leaders, parts, no numbers": (
        [
            "目　录",
            PARTS[0],
            FISHERY.listed + "……1",
            SUBSIDY.listed + "…………5",
            PARTS[2],
            RIVERS.listed + " ……… 20",
            HOUSES.listed + "······33",
        ],
        PARTS,
        ("农业渔业政策", "城乡建设政策"),
    ),
    "numbering starts anew in each chapter": (
        [
            "目录",
            CHAPTERS[0],
            f"1、{FISHERY.listed}（{FISHERY.number}） ..... 1",
            f"2、{SUBSIDY.listed}（{SUBSIDY.number}） ..... 5",
            CHAPTERS[2],
            f"1、{RIVERS.listed} ..... 20",
            f"2、{HOUSES.listed} ..... 33",
        ],
        CHAPTERS,
        ("农业渔业类", "城乡建设类"),
    ),
    "bracketed Chinese numbers, tabs, no chapter in the body": (
        [
            "CONTENTS",
            "第一章 渔业",
            f"（一）{FISHERY.listed}\t1",
            f"（二）{SUBSIDY.listed}\t5",
            "第二章 建设",
            f"（三）{RIVERS.listed}\t20",
            f"（四）{HOUSES.listed}\t33",
        ],
        None,
        ("渔业", "建设"),
    ),
    "Chinese numbers for entries": (
        ["目次"] + [f"{sign}、{made.listed}  {made.page}" for sign, made in zip("一二三四", FOUR, strict=True)],
        None,
        (None, None),
    ),
    "page in a line of its own": (
        ["目录"] + [line for n, made in enumerate(FOUR, 1) for line in (f"{n}. {made.listed}", str(made.page))],
        None,
        (None, None),
    ),
    "number before the title": (
        ["目录"] + [f"{made.number or '示水函〔2030〕9号'} {made.listed} {made.page}" for made in FOUR],
        None,
        (None, None),
    ),
    "numbered, no pages": (
        ["目录"] + [f"{n}. {made.listed}" for n, made in enumerate(FOUR, 1)],
        None,
        (None, None),
    ),
    "titles only": (["【目录】", *(made.listed for made in FOUR)], None, (None, None)),
    "names misread, issuers shortened, a word doubled": (
        [
            "目录",
            "1. 省政府关于稳定渔业生产生产的通知 (1)",
            "2. 省财政厅、省农业农村厅关于印发示例省鱼业补贴资金管理办法的通知 (5)",
            "3. 示例省水利厅办公室关于开展河胡清理专项行动的 (20)",
            "4. 示例省住建厅等五部门支持老旧小区改造的若干措施 (33)",
        ],
        None,
        (None, None),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    table, chapters, categories = LAYOUTS[name]
    result = split_lines(["示例省政策汇编", "", *table, "", *body(FOUR, chapters)])
    assert not result.issues
    assert bounds(result) == expected(FOUR)
    assert [document.catalog_no for document in result.documents] == [1, 2, 3, 4]
    assert [document.category for document in result.documents] == [categories[0]] * 2 + [categories[1]] * 2
    if any(character.isdigit() for character in table[-1]) and "no pages" not in name:
        assert [document.page for document in result.documents] == [1, 5, 20, 33]


def test_fields_as_printed() -> None:
    table, chapters, _ = LAYOUTS["numbered, bracketed numbers and pages, wrapped, counted chapters"]
    result = split_lines([*table, "", *body(FOUR, chapters)])
    assert [document.catalog_title for document in result.documents] == [made.listed for made in FOUR]
    assert [document.catalog_number for document in result.documents] == [made.number for made in FOUR]


def test_an_entry_whose_text_is_missing_is_reported() -> None:
    table = ["目录"] + [f"{n}. {made.listed} ({made.page})" for n, made in enumerate(FOUR, 1)]
    result = split_lines([*table, "", *body((FISHERY, SUBSIDY, HOUSES))])
    assert [document.catalog_no for document in result.documents] == [1, 2, 4]
    assert bounds(result) == expected((FISHERY, SUBSIDY, HOUSES))
    (issue,) = result.issues
    assert (issue.kind, issue.line) == ("catalogue_entry_not_found", 4)
    assert RIVERS.listed in issue.text


def test_the_same_title_at_two_levels() -> None:
    """A provincial notice forwards a national one of the same title; a third document follows."""
    national = (
        "示例部",
        "关于降低渔业用电价格的通知",
        "",
        "示价〔2030〕8号",
        "",
        "各省：",
        "要求如下。",
        "2030年2月2日",
        "",
    )
    provincial = (
        "示例省发展和改革委员会",
        "关于降低渔业用电价格的通知",
        "",
        "各市：",
        "现将示例部通知转发给你们。",
        "",
    )
    table = [
        "目录",
        "1. 示例部关于降低渔业用电价格的通知 (示价〔2030〕8号) (1)",
        "2. 示例省发展和改革委员会关于降低渔业用电价格的通知 (3)",
        f"3. {FISHERY.listed} (9)",
        "",
    ]
    result = split_lines([*table, *national, *provincial, *national, *FISHERY.lines()])
    assert [(document.first, document.last) for document in result.documents] == [(6, 13), (15, 28), (30, 40)]


def test_a_preface_is_no_document_and_is_reported_once() -> None:
    table = ["目录", "前言……1", f"{FISHERY.listed}……2", f"{RIVERS.listed}……5", "后记……9", ""]
    text = "这是一段说明编写经过的话，与任何文件无关。" * 10
    result = split_lines([*table, "前 言", text, "", *body((FISHERY, RIVERS)), "后 记", text])
    assert bounds(result) == expected((FISHERY, RIVERS))
    assert [document.catalog_no for document in result.documents] == [1, 2]
    assert [issue.kind for issue in result.issues] == ["outside_documents"]


def test_a_chapter_heading_with_misread_characters_belongs_to_no_document() -> None:
    table = ["目录", CHAPTERS[0], f"1. {FISHERY.listed} (1)", CHAPTERS[2], f"2. {RIVERS.listed} (5)", ""]
    result = split_lines([*table, CHAPTERS[0], *FISHERY.lines(), "二、城鄉建設類", "", *RIVERS.lines()])
    assert bounds(result) == expected((FISHERY, RIVERS))


def test_one_table_of_all_volumes_and_one_in_each() -> None:
    def entries(*numbers: int) -> list[str]:
        return [f"{number}. {FOUR[number - 1].listed} ({number})" for number in numbers]

    lines = ["目录", "上 卷", *entries(1, 2), "下 卷", *entries(3, 4), ""]
    lines += ["示例省政策汇编", "(上卷)", "目录", *entries(1, 2), "", *body(FOUR[:2])]
    lines += ["示例省政策汇编", "(下卷)", "目录", *entries(3, 4), "", *body(FOUR[2:])]
    result = split_lines(lines)
    assert not result.issues
    assert bounds(result) == expected(FOUR)
    assert [document.catalog_no for document in result.documents] == [1, 2, 3, 4]


def test_two_compendia_in_one_file_are_numbered_on() -> None:
    lines = ["目录", *(f"{n}. {made.listed} ({n})" for n, made in enumerate(FOUR, 1)), "", *body(FOUR)]
    result = split_lines(lines * 2)
    assert not result.issues
    assert bounds(result) == expected(FOUR) * 2
    assert [document.catalog_no for document in result.documents] == list(range(1, 9))


def test_an_order_belongs_to_the_regulation_that_it_publishes() -> None:
    order = [
        "示例省人民政府令",
        "",
        "第 5 号",
        "",
        "《示例省渔业管理规定》已经会议通过，现予公布。",
        "省长 某某",
        "2030年4月1日",
        "",
    ]
    regulation = ["示例省渔业管理规定", "第一条 制定本规定，是为了管理渔业。", ""]
    table = ["目录", f"1. {FISHERY.listed} (1)", "2. 示例省渔业管理规定（示例省人民政府令第5号） (4)", ""]
    result = split_lines([*table, *FISHERY.lines(), *order, *regulation])
    assert bounds(result) == [*expected([FISHERY]), (order[0], regulation[1])]


def test_noise_is_no_text() -> None:
    table = ["目录", f"1. {FISHERY.listed} (1)", "政策汇编", f"2. {RIVERS.listed} (5)", ""]
    lines = [*table, *FISHERY.lines(), "— 4 —", "政策汇编", *RIVERS.lines()]
    noise = frozenset(number for number, line in enumerate(lines, 1) if line in ("政策汇编", "— 4 —"))
    result = split_lines(lines, noise)
    assert bounds(result) == expected((FISHERY, RIVERS))


def test_the_table_of_contents_of_a_single_plan_is_none() -> None:
    plan = [
        "示例省渔业发展规划",
        "目录",
        "一、总体要求……1",
        "二、主要任务……3",
        "三、保障……5",
        "一、总体要求",
        "发展渔业。",
    ]
    result = split_lines(plan)
    assert [(document.first, document.last) for document in result.documents] == [(1, 7)]
    assert result.documents[0].catalog_no is None


def test_an_annexed_list_of_documents_is_no_table_of_contents() -> None:
    listed = [f"{n}. 示例省财政厅关于第{n}项工作的通知（示财〔2029〕{n}号）" for n in range(1, 9)]
    decision = [
        "示例省财政厅",
        "关于废止部分文件的决定",
        "示财〔2030〕8号",
        "各市：",
        "决定废止下列文件。",
        "2030年1月1日",
    ]
    lines = [*decision, "附件", "目录", *listed]
    result = split_lines(lines)
    assert [(document.first, document.last) for document in result.documents] == [(1, len(lines))]
    assert not result.issues


def test_an_annexed_list_within_a_compendium() -> None:
    listed = tuple(f"{n}. 示例省财政厅关于第{n}项工作的通知（示财〔2029〕{n}号）" for n in range(1, 9))
    repealed = Made(RIVERS.listed, None, RIVERS.heading, 20, ("各市：", "决定废止下列文件。", "附件", "目录", *listed))
    documents = (FISHERY, repealed, HOUSES)
    table = ["目录", *(f"{n}. {made.listed} ({made.page})" for n, made in enumerate(documents, 1)), ""]
    result = split_lines([*table, *body(documents)])
    assert bounds(result) == expected(documents)
    assert not result.issues
