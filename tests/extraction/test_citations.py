"""Every way to mention a document: titles, numbers, defined names, enumerations, laws and plans without marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.aliases import with_aliases
from graph_builder.extraction.citations import find_citations
from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.named import forwarded_title
from graph_builder.knowledge import load_yaml


def found(text: str) -> list[Citation]:
    """All mentions, defined names included."""
    return with_aliases(text, find_citations(text))


def titles(text: str) -> list[tuple[str | None, str | None]]:
    """Title and number of the mentions of a text."""
    return [(citation.title, citation.number) for citation in found(text)]


def aliases(text: str) -> list[str | None]:
    """The defined names that a text uses."""
    return [citation.alias for citation in found(text) if citation.form is Form.ALIAS]


# -- titles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("落实《关于茶园补助的通知》。", "关于茶园补助的通知"),
        ("落实《关于印发〈茶园补助办法〉的通知》。", "关于印发〈茶园补助办法〉的通知"),
        ("落实《关于印发《茶园补助办法》的通知》。", "关于印发《茶园补助办法》的通知"),
        (
            "落实《关于转发〈关于印发《茶园补助办法》的通知〉的通知》。",
            "关于转发〈关于印发《茶园补助办法》的通知〉的通知",
        ),
        ("落实《关于茶园补助的通知》》。", "关于茶园补助的通知"),
        ("落实《茶园补助办法》（试行）。", "茶园补助办法（试行）"),
        ("落实《茶园补助办法》（2030年修订）。", "茶园补助办法（2030年修订）"),
        ("落实《茶园补助目录》（2030年版）。", "茶园补助目录（2030年版）"),
        ("删去浙江省实施《中华人民共和国茶园法》办法第三条。", "浙江省实施《中华人民共和国茶园法》办法"),
        ("根据石家庄市贯彻实施《茶园条例》若干规定，制定本办法。", "石家庄市贯彻实施《茶园条例》若干规定"),
        ("在浙江省实施《中华人民共和国茶园法》的过程中", "中华人民共和国茶园法"),
        ("组织实施《茶园条例》办法多样", "茶园条例"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert titles(text) == [(title, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "落实《示例厅关于茶园补助的意见（示财农〔2030〕5号）以及《关于茶厂减租的通知》。",
            [("示例厅关于茶园补助的意见", "示财农〔2030〕5号"), ("关于茶厂减租的通知", None)],
        ),
        ("适用《示例市茶园补助办法（示政发【2030】5号）的规定。", [("示例市茶园补助办法", "示政发〔2030〕5号")]),
        (
            "现将《茶园补助方案（示政办发〔2030〕5号，以下简称《方案》）印送你们。",
            [("茶园补助方案", "示政办发〔2030〕5号")],
        ),
        (
            "落实《示例厅关于茶园补助的补充通知（示财农〔2030〕5号）。",
            [("示例厅关于茶园补助的补充通知", "示财农〔2030〕5号")],
        ),
        ("适用《茶园补助规定（示例部令第12号）的规定。", [("茶园补助规定", "示例部令第12号")]),
        ("适用《茶园补助办法》（示政发[2030〕5号）的规定。", [("茶园补助办法", "示政发〔2030〕5号")]),
        ("适用《茶园补助办法》（示政发〔2030]5号）的规定。", [("茶园补助办法", "示政发〔2030〕5号")]),
    ],
)
def test_marks_that_a_scanner_lost_or_mixed_up(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert titles(text) == expected


def test_a_title_whose_inner_mark_was_lost() -> None:
    """One 》 for two 《: the title ends where the text goes on to something else."""
    text = "落实《关于印发《茶园补助办法》的通知（示财农〔2030〕5号），做好《关于茶厂减租的意见》的衔接。"
    assert titles(text)[0][0] == "关于印发《茶园补助办法"
    assert titles(text)[-1] == ("关于茶厂减租的意见", None)


def test_a_title_whose_last_mark_was_lost() -> None:
    assert titles("落实《关于茶园补助的通知（示财农〔2030〕5号）要求。") == [
        ("关于茶园补助的通知", "示财农〔2030〕5号")
    ]


@pytest.mark.parametrize(
    "text", ["《", "》", "《》", "《》《》", "》《", "《茶园\n补助办法》", "《" + "茶" * 300 + "》", "〈茶园补助办法〉"]
)
def test_marks_that_hold_no_title(text: str) -> None:
    assert titles(text) == []


def test_a_stray_mark_costs_no_other_title() -> None:
    assert titles("茶园《\n落实《茶园补助办法》。\n》茶厂《茶厂减租办法》") == [
        ("茶园补助办法", None),
        ("茶厂减租办法", None),
    ]


def test_offsets() -> None:
    text = "为落实《茶园补助办法》（示财农〔2030〕5号，以下简称《办法》），制定"
    (citation,) = found(text)
    assert text[citation.start : citation.end] == "《茶园补助办法》"
    assert text[citation.start : citation.outer_end] == "《茶园补助办法》（示财农〔2030〕5号，以下简称《办法》）"


# -- numbers behind titles, and alone -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("《茶园补助办法》（示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("《茶园补助办法》(示财农[2030]5号)", "示财农〔2030〕5号"),
        ("《茶园补助办法》〔示财农〔2030〕5号〕", None),
        ("《茶园补助办法》示财农〔2030〕5号", "示财农〔2030〕5号"),
        ("《茶园补助办法》（试行）（示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("《茶园补助办法》（示财农〔2030〕5号，以下简称《办法》）", "示财农〔2030〕5号"),
        ("《茶园补助办法》（以下简称《办法》）（示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("《茶园补助办法》（以下简称《办法》，示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("《茶园补助办法》（财政部 税务总局公告2030年第5号）", "财政部税务总局公告2030年第5号"),
        ("《茶园补助办法》（财政部公告2030年第5号）", "财政部公告2030年第5号"),
        ("《茶园补助条例》（国务院令第905号）", "国务院令第905号"),
        ("《茶园补助办法》（〔2030〕—55）", "〔2030〕—55"),
        ("《茶园补助办法》（由示财农〔2030〕5号修订）", "示财农〔2030〕5号"),
        ("《茶园补助办法》（原示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("《茶园补助办法》等", None),
        ("《茶园补助办法》（以下简称《办法》）", None),
        ("《茶园补助办法》，见示财农〔2030〕5号", None),
    ],
)
def test_the_number_behind_a_title(text: str, number: str | None) -> None:
    first = found(text)[0]
    assert (first.form, first.number) == (Form.TITLE, number)


def test_a_damaged_number_says_so() -> None:
    assert found("《茶园补助办法》（〔2030〕—55）")[0].damaged
    assert not found("《茶园补助办法》（示财农〔2030〕5号）")[0].damaged


def test_a_text_issued_with_another_document() -> None:
    (citation,) = found("按照《茶园图斑注释》（示财农〔2030〕5号印发）核定")
    assert (citation.number, citation.issued_with) == ("示财农〔2030〕5号", True)
    (citation,) = found("按照《茶园图斑注释》（示财农〔2030〕5号文件附件）核定")
    assert citation.issued_with
    (citation,) = found("按照《茶园图斑注释》（示财农〔2030〕5号）核定")
    assert not citation.issued_with


def test_a_number_in_the_marks_of_a_title() -> None:
    (citation,) = find_citations("根据《财政部 税务总局公告2030年第12号》要求，")
    assert (citation.form, citation.title, citation.number) == (Form.NUMBER, None, "财政部税务总局公告2030年第12号")


@pytest.mark.parametrize(
    ("number", "standing"), [("财政部令第5号", True), ("财政部令2030年第5号", True), ("示财〔2030〕5号", False)]
)
def test_an_order_is_a_rule(number: str, standing: bool) -> None:
    (citation,) = find_citations(f"根据{number}，")
    assert (citation.number, citation.kind.standing) == (number, standing)


@pytest.mark.parametrize("bracket", ["附件1", "见附件", "详见附件2", "附后", "见本通知附件", "附表"])
def test_an_own_annex(bracket: str) -> None:
    (citation,) = found(f"填写《茶园面积核定办法》（{bracket}）。")
    assert citation.own_annex


def test_numbers_that_amended_a_title() -> None:
    text = "依据《茶园补助条例》（国务院令第905号公布，国务院令第909号修订）核定"
    assert titles(text) == [("茶园补助条例", "国务院令第905号"), (None, "国务院令第909号")]


def test_what_stands_behind_an_amending_number_is_no_mention_of_its_own() -> None:
    text = "依据《茶园补助条例》（国务院令第905号公布，国务院令第909号修订，国务院令第911号）核定"
    assert titles(text) == [("茶园补助条例", "国务院令第905号"), (None, "国务院令第909号")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("按示财农〔2030〕5号执行", ["示财农〔2030〕5号"]),
        ("按财政部公告2030年第8号、第9号执行", ["财政部公告2030年第8号", "财政部公告2030年第9号"]),
        ("国务院令第905号规定", ["国务院令第905号"]),
        ("本刊2030年第5号", []),
        ("示财农〔2030〕5号", []),
        ("（示财农〔2030〕5号）\n各市财政局：", []),
        ("编号〔2030〕—55", []),
    ],
)
def test_numbers_alone(text: str, numbers: list[str]) -> None:
    assert [citation.number for citation in found(text)] == numbers
    assert all(citation.form is Form.NUMBER for citation in found(text))


# -- defined names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("《茶园补助办法》（以下简称《办法》）印发后，《办法》第二条调整。", ["办法"]),
        ("《茶园补助办法》（示财农〔2030〕5号，以下简称《办法》）。按《办法》执行。", ["办法"]),
        ("《茶园补助办法》（以下简称“补助办法”）。按补助办法执行。", ["补助办法"]),
        ("《茶园补助办法》（示财农〔2030〕5号，下称5号文）。按5号文执行。", ["5号文"]),
        ("《茶园公告》（财政部公告2030年第8号，以下称8号公告）。8号公告、18号公告均有效。", ["8号公告"]),
        (
            "《茶园补助办法》（以下简称《办法》）、《茶厂减租细则》（以下简称《细则》）。《细则》先于《办法》。",
            ["细则", "办法"],
        ),
        ("按《办法》执行。《茶园补助办法》（以下简称《办法》）。", []),
        ("《茶园补助办法》（以下简称财政部门）。财政部门核定。", []),
        ("《茶园补助办法》（以下简称《办法》）。按《办法》（示财农〔2029〕1号）执行。", []),
        ("《茶园补助办法》（以下简称《办法》）。本办法所称茶园。", []),
    ],
)
def test_defined_names(text: str, used: list[str]) -> None:
    assert aliases(text) == used


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("《甲公告》、《乙公告》、《丙公告》三个公告到期。三个公告的优惠延长。", ["三个公告"]),
        ("《甲公告》《乙公告》和《丙公告》等“三个公告”到期。“三个公告”的优惠延长。", ["三个公告"]),
        ("《甲公告》两个公告到期。两个公告的优惠延长。", []),
        ("《甲公告》到期后，《乙公告》两个公告到期。两个公告延长。", []),
    ],
)
def test_enumerations(text: str, used: list[str]) -> None:
    assert aliases(text) == used


# -- without marks ------------------------------------------------------------------------------------------------


def laws(text: str) -> list[str | None]:
    """What a text names without marks."""
    return [citation.title for citation in found(text) if citation.form is Form.LAW]


LAWS = load_yaml("relations/laws.yaml")


@pytest.mark.parametrize("example", LAWS["examples"], ids=lambda example: example["text"])
def test_examples_of_laws(example: dict[str, list[str]]) -> None:
    assert laws(str(example["text"])) == example["finds"]


@pytest.mark.parametrize("example", LAWS["counter_examples"], ids=lambda example: example["text"])
def test_counter_examples_of_laws(example: dict[str, str]) -> None:
    assert laws(example["text"]) == []


@pytest.mark.parametrize("name", [*LAWS["laws"], *(entry["name"] for entry in LAWS["known"])])
def test_every_law_is_found_by_its_name(name: str) -> None:
    assert laws(f"根据{name}有关规定") == [name]
    assert titles(f"根据《{name}》有关规定") == [(name, None)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据中华人民共和国预算法第三条", ["中华人民共和国预算法"]),
        ("预算法实施条例施行前", []),
        ("办法规定", []),
        ("依据《中华人民共和国预算法》及其实施条例", ["预算法实施条例"]),
        ("按2030年国务院政府工作报告部署", ["2030年国务院政府工作报告"]),
        ("按省政府工作报告部署", ["省政府工作报告"]),
        ("贯彻落实省政府工作报告部署", ["省政府工作报告"]),
        ("今年江苏省政府工作报告提出", ["江苏省政府工作报告"]),
        ("根据预算法、财政部公告2030年第5号", ["预算法"]),
        ("贯彻落实示例省茶园复壮三年行动计划，抓好春茶。", ["示例省茶园复壮三年行动计划"]),
        ("贯彻落实本省行动计划。", []),
        ("制定示例省茶园复壮行动计划。", []),
    ],
)
def test_documents_without_marks(text: str, names: list[str]) -> None:
    assert laws(text) == names


def test_what_has_no_marks_is_inferred() -> None:
    assert [citation.inferred for citation in found("根据预算法和《会计法》")] == [True, False]


@pytest.mark.parametrize(
    ("text", "number", "issued_with"),
    [
        ("1999年9月1日示例市人民政府令第143号发布的《茶园保护办法》同时废止。", "示例市人民政府令第143号", False),
        ("示政办〔2030〕5号文件印发的《茶园保护办法》", "示政办〔2030〕5号", True),
        ("《茶园保护办法》（示例市人民政府令第143号发布）", "示例市人民政府令第143号", False),
        ("《茶园保护办法》（示政办〔2030〕5号印发）", "示政办〔2030〕5号", True),
    ],
)
def test_the_number_by_which_a_text_was_made_public(text: str, number: str, issued_with: bool) -> None:
    (citation,) = found(text)
    assert (citation.title, citation.number, citation.issued_with) == ("茶园保护办法", number, issued_with)


def test_a_number_beside_a_title_with_its_own_stays_alone() -> None:
    text = "示政办〔2030〕5号发布的《茶园保护办法》（示政发〔2029〕1号）"
    assert titles(text) == [(None, "示政办〔2030〕5号"), ("茶园保护办法", "示政发〔2029〕1号")]


def named(text: str) -> list[str]:
    """The documents that a text names by a title."""
    return [citation.title for citation in found(text) if citation.title]


LISTED = load_yaml("relations/listed.yaml")


@pytest.mark.parametrize("example", LISTED["examples"], ids=lambda example: example["text"])
def test_examples_of_listed_documents(example: dict[str, Any]) -> None:
    text = f"下列文件废止：\n{example['text']}\n（共1件）"
    (citation,) = found(text)
    assert {"title": citation.title, "number": citation.number} == example["finds"]
    assert text[citation.start : citation.end] == citation.title


@pytest.mark.parametrize("example", LISTED["counter_examples"], ids=lambda example: example["text"])
def test_counter_examples_of_listed_documents(example: dict[str, str]) -> None:
    assert named(example["text"]) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("1.《示例省茶园办法》（示政发〔2030〕1号）", ["示例省茶园办法"]),
        ("1.示例省茶园办法（示政发〔2030〕1号", []),
        ("1.示例省茶园办法）（示政发〔2030〕1号））", []),
        ("1.办法（示政发〔2030〕1号）", []),
        (f"1.示例省{'茶' * 130}办法（示政发〔2030〕1号）", []),
        ("1.示例省茶园办法（第1号）", []),
        ("1\t示例省茶园办法\t见示政发〔2030〕1号", []),
    ],
)
def test_what_is_an_entry_of_a_list(line: str, names: list[str]) -> None:
    assert named(line) == names


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("示例省政府办公厅转发国务院办公厅关于茶园保护意见的通知", "国务院办公厅关于茶园保护意见"),
        ("示例省政府办公厅转发国务院办公厅关于茶园保护的通知的通知", "国务院办公厅关于茶园保护的通知"),
        ("示例省政府批转省财政厅关于茶园补助的紧急通知", "省财政厅关于茶园补助的通知"),
        ("示例省财政厅转发财政部关于印发茶园补助办法的通知", "财政部关于印发茶园补助办法的通知"),
        ("甲市政府转发示例省政府转发农业农村部关于茶园意见的通知", "示例省政府转发农业农村部关于茶园意见的通知"),
        ("甲市政府转发省督查组关于茶园情况的通报的通知", "省督查组关于茶园情况的通报"),
    ],
)
def test_the_document_that_a_heading_forwards(heading: str, title: str) -> None:
    citation = forwarded_title(heading, 0, len(heading))
    assert citation is not None
    assert citation.title == title
    assert heading[citation.start : citation.end] in title


@pytest.mark.parametrize("heading", ["关于转发《茶园补助办法》的通知", "关于茶园补助的通知", "转发的通知", ""])
def test_a_heading_that_forwards_nothing_without_marks(heading: str) -> None:
    assert forwarded_title(heading, 0, len(heading)) is None


# -- any text -----------------------------------------------------------------------------------------------------

SIGNS = st.sampled_from(
    ["《", "》", "〈", "〉", "（", "）", "关于", "茶园补助", "办法", "的通知", "\n", "。", "、", "示财农〔2030〕5号", "国务院令第905号修订",
     "，以下简称《办法》", "以下简称5号文", "5号文", "三个公告", "预算法", "政府工作报告", "及其实施细则", "贯彻落实", "附件1", "印发"]
)  # fmt: skip


@given(st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=40).map("".join))
def test_mentions_of_any_text(text: str) -> None:
    """Mentions stand in the text, in order, none inside another; a title crosses no line."""
    at = 0
    for citation in found(text):
        assert at <= citation.start < citation.end <= citation.outer_end <= len(text)
        at = citation.end
        assert "\n" not in text[citation.start : citation.outer_end]
        assert citation.title or citation.number or citation.alias


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8), st.integers(0, 40), st.integers(1, 6))
def test_taken(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    citations = [Citation(at, at + 1, at + size, Form.TITLE) for at, size in stretches]
    met = any(at < start + length and start < at + size for at, size in stretches)
    assert Taken(citations).meets(start, start + length) is met
