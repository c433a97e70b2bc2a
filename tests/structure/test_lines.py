"""Lines that a page, a wrap, a bullet or a bold mark cut apart are joined; lines of their own stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import document

from graph_builder.structure.lines import UnitKind, units


def squash(text: str) -> str:
    """A text without blanks, bullets and bold marks; digits stay wide in tables and become narrow elsewhere."""
    return "".join(text.split()).replace("-", "").replace("*", "").replace("２", "2")


def texts(text: str, noise: frozenset[int] = frozenset()) -> list[str]:
    """The units of a text, tables left as they stand."""
    return [unit.text.text for unit in units(document(text), noise)]


JOINED = {
    "hard wrap": "茶园所在地的县级人民政府应当每年核定面积，并\n在网站上公示七日。",
    "several wraps": "为支持茶农恢复生产，缓解资金周转困难，\n稳定春茶供应，省级财政安排专项资金，\n对受灾茶园给予补助。",
    "page break": "茶园所在地的县级人民政府应当每年核定面积，并\n\n\n在网站上公示七日。",
    "bullet": "- 茶园所在地的县级人民政府应当每年核定面积，\n- 并在网站上公示七日。",
    "bold": "**茶园所在地的县级人民政府应当每年核定面积，\n并在网站上公示七日。**",
    "title in marks": "各地要认真学习《示例省茶园保护\n条例》，做好宣传。",
    "open bracket": "对受灾茶园给予补助（每亩不超过\n五百元，连续两年）。",
    "wrap before a stop": "茶园所在地的县级人民政府应当每年核定面积\n，并在网站上公示七日。",
    "wrap in a date": "本办法自印发之日起施行，有效期至2030年12月\n31日止。",
    "wrap in a provision": "（一）受灾茶园凭乡镇证明申领补助，每亩五百元，最多不\n超过一万元。",
    "wrap in the sentence of an order": "《示例省茶园保护办法》已经2030年3月1日第3次常务会\n议审议通过，现予公布。",
    "wrap in the year of a number": "为把《示例省茶园保护办法》以及示农发〔\n2030〕5号文件落到实处，现通知如下。",
    "wrap before the number of a title": "为落实省茶园厅《关于做好茶园保护工作的通知》\n（示农发〔2030〕5号），现通知如下。",
    "wrap before the number of an announcement": "为落实示例部《关于茶园保护工作的公告》\n（公告2030年第5号），现通知如下。",
    "wrap behind a year": "根据《示例省茶园保护办法》、示例部公告2030\n年第5号，现通知如下。",
    "wrap in an opening without a comma": "为进一步做好全省茶园保护和茶农增收有关工作\n推动各项措施落地，现通知如下。",
    "one character before the wrap": "县级农业农村部门每季度通报一次茶园面积。符\n合条件的茶园，可以申请补助。",
    "wrap behind the mark that opens a title": "茶园每亩补助五百元，春茶另行补助。《\n示例省茶园保护办法》另有规定的除外。",
    "wrap behind a comma in a short provision": "一、减租，\n减至三成。",
}


@pytest.mark.parametrize("name", JOINED)
def test_joined(name: str) -> None:
    whole = JOINED[name].replace("\n", "").replace("- ", "").replace("**", "")
    assert texts(JOINED[name]) == [whole]


APART = {
    "two sentences": ["茶园每亩补助五百元。", "春茶另行补助。"],
    "heading and paragraph": ["一、补助标准", "茶园每亩补助五百元，春茶另行补助。"],
    "provisions": ["（一）茶园每亩补助五百元，春茶另行补助", "（二）茶厂减租三成"],
    "items that end with ；": ["（一）春茶；", "（二）秋茶。"],
    "announcement and item": ["现公告如下：", "茶园每亩补助五百元。"],
    "title and issuer": ["示例省财政厅", "示例省农业农村厅"],
    "number under a title": ["示例省财政厅关于茶园补助有关事项的通知", "示财农〔2030〕3号"],
    "signature": ["示例省财政厅", "2030年3月1日"],
    "annex": ["2030年3月1日", "附件1", "茶园情况统计表"],
    "title and first paragraph": ["示例省财政厅关于茶园补助、减租有关事项的通知", "茶园每亩补助五百元。"],
    "who is responsible": ["（一）受灾茶园，每亩补助五百元（省财政厅负责）", "茶厂减租三成。"],
    "bullets that are sentences": ["- 茶园每亩补助五百元。", "- 茶厂减租三成。"],
    "date under an open line": ["茶园所在地的县级人民政府应当每年核定面积，并", "2030年3月1日"],
    "annex under a list": ["附件：1. 茶园情况统计表", "附件1"],
    "list and issuer": ["附件：茶园情况统计表", "示例省财政厅"],
}


@pytest.mark.parametrize("name", APART)
def test_apart(name: str) -> None:
    assert texts("\n".join(APART[name])) == [line.removeprefix("- ").replace(" ", "") for line in APART[name]]
    assert texts("\n\n".join(APART[name])) == [line.removeprefix("- ").replace(" ", "") for line in APART[name]]


WRAPPED = [
    "示例省茶园厅关于调整春茶收购补助标准的通知",
    "各设区市茶园局、财政局，省直有关单位：",
    "《示例市关于设立春茶收购试点的请示》（示茶〔2030〕7号）收",
    "悉。经研究，同意在示例市所辖三个县先行设立春茶收购试点，试",
    "点期间由省级财政按照实际收购数量给予补助，补助标准由示例市",
    "茶园局会同财政局按照本通知所附标准分年核定并向社会公布",
    "一、补助标准",
    "（一）试点县凭收购凭证申领补助（省茶园厅、省农业农村厅负责）",
    "（二）此前印发的《关于春茶收购的通知》（示茶〔2028〕3号）自",
    "本通知印发之日起失效。",
    "示例省茶园厅",
    "2030年3月1日",
]
"""Lines of 30 characters, but for the last ones of paragraphs."""


def test_a_line_that_fills_the_width_of_the_text_goes_on() -> None:
    first, second, third = "".join(WRAPPED[2:6]), WRAPPED[7], "".join(WRAPPED[8:10])
    assert texts("\n".join(WRAPPED)) == [*WRAPPED[:2], first, WRAPPED[6], second, third, *WRAPPED[10:]]


def test_it_goes_on_behind_a_page_number_but_not_behind_a_blank_line() -> None:
    before, after = WRAPPED[:3], WRAPPED[3:]
    assert "".join(WRAPPED[2:6]) in texts("\n".join([*before, "", "- 1 -", *after]), frozenset({5}))
    assert WRAPPED[2] in texts("\n".join([*before, "", *after]))
    assert WRAPPED[2] in texts("\n".join([*before, f"\u3000\u3000{after[0]}", *after[1:]]))


def test_a_few_lines_of_one_length_are_no_width() -> None:
    lines = [*WRAPPED[:3], "补助标准另行通知。", "示例省茶园厅"]
    assert texts("\n".join(lines)) == lines


def test_a_title_at_the_end_of_a_full_line_goes_on_but_no_title_of_the_text() -> None:
    ends = "（三）此前印发的《示例省茶园厅关于春茶收购有关问题的通知》"
    goes_on = [*WRAPPED[:10], ends, "自印发之日起失效。"]
    assert texts("\n".join(goes_on))[-1] == ends + "自印发之日起失效。"
    title = "示例省茶园厅关于印发《示例省春茶收购补助标准暂行管理办法》"
    assert title in texts("\n".join([title, "各设区市茶园局：", *WRAPPED[2:]]))


def test_digits_take_half_the_width_in_print() -> None:
    lines = [
        "茶园" * 14 + "茶",
        "2030年" * 4 + "茶园" * 8,
        "A1" * 14 + "茶园" * 7 + "茶",
        "茶园2030" * 7,
        "并公示七日。",
    ]
    assert [len(line) for line in lines[:-1]] == [29, 36, 43, 42]
    assert texts("\n".join(lines)) == ["".join(lines)]


def test_a_list_of_annexes_is_one() -> None:
    text = "附件：1. 茶园情况统计表\n2. 茶厂减租明细表（按月\n填报）\n3. 茶农名册"
    assert texts(text) == ["附件：1.茶园情况统计表2.茶厂减租明细表（按月填报）3.茶农名册"]


def test_noise_is_left_out_and_the_sentence_goes_on() -> None:
    text = "茶园所在地的县级人民政府应当每年核定面积，并\n- 12 -\n示例省政策汇编\n在网站上公示七日。"
    assert texts(text, frozenset({2, 3})) == ["茶园所在地的县级人民政府应当每年核定面积，并在网站上公示七日。"]


def test_lines_of_nothing_but_layout_are_left_out() -> None:
    assert texts("——\n茶园每亩补助五百元。\n***\n---\n　\n") == ["——", "茶园每亩补助五百元。"]


def test_rows_are_one_table() -> None:
    found = units(document("补助标准如下：\n项目\t金额\n春茶\t500\n\n秋茶\t300\n其他另行规定。"))
    assert [unit.kind for unit in found] == [UnitKind.PROSE, UnitKind.TABLE, UnitKind.PROSE]
    assert found[1].text.text == "项目\t金额\n春茶\t500\n秋茶\t300"
    assert [unit.kind for unit in units(document("|项目|金额|\n|春茶|500|"))] == [UnitKind.TABLE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("示财农〔2030〕3号", UnitKind.NUMBER),
        ("示财农[2030]3号", UnitKind.NUMBER),
        ("（示财农〔2030〕3号）", UnitKind.NUMBER),
        ("示财农【2030】第3号", UnitKind.NUMBER),
        ("财政部 税务总局公告2030年第3号", UnitKind.NUMBER),
        ("公告2030年第3号", UnitKind.NUMBER),
        ("2030年第3号", UnitKind.NUMBER),
        ("国务院令第903号", UnitKind.NUMBER),
        ("第903号", UnitKind.NUMBER),
        ("第九十三号", UnitKind.NUMBER),
        ("2030年3月1日", UnitKind.DATE),
        ("二〇三〇年三月一日", UnitKind.DATE),
        ("二○三○年十二月三十一日", UnitKind.DATE),
        ("（2030年3月1日）", UnitKind.DATE),
        ("附件", UnitKind.ANNEX),
        ("附件1", UnitKind.ANNEX),
        ("附件一：", UnitKind.ANNEX),
        ("附件 2-1", UnitKind.ANNEX),
        ("附录", UnitKind.ANNEX),
        ("附表3", UnitKind.ANNEX),
        ("附件：茶园情况统计表", UnitKind.ANNEX_LIST),
        ("附件：1.茶园情况统计表", UnitKind.ANNEX_LIST),
        ("附：茶园情况统计表", UnitKind.ANNEX_LIST),
        ("（此件公开发布）", UnitKind.NOTE),
        ("（联系人：茶叶处）", UnitKind.NOTE),
        ("关于茶园补助的通知", UnitKind.LINE),
        ("一、补助标准", UnitKind.LINE),
        ("茶园每亩补助五百元。", UnitKind.PROSE),
        ("各市财政局：", UnitKind.PROSE),
        ("春茶，秋茶", UnitKind.PROSE),
    ],
)
def test_kinds(text: str, kind: UnitKind) -> None:
    assert [unit.kind for unit in units(document(text))] == [kind]


def test_a_unit_knows_its_label_and_the_blank_before_it() -> None:
    first, second, third = units(document("一、甲\n\n（一）乙。\n（二）丙。"))
    assert first.label is not None
    assert second.label is not None
    assert (first.label.text, second.label.text) == ("一、", "（一）")
    assert [first.after_blank, second.after_blank, third.after_blank] == [True, True, False]
    assert (first.text.line, third.text.line) == (1, 4)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "一、总体要求", "（一）减租，", "附件：1. 表", "附件1", "2030年3月1日", "甲\t乙", "- 茶园，", "《关于"]
        ),
        st.text("茶园省财政厅《》（）〔〕，。；：1２-* \t附件表年月日号", max_size=50),
    ),
    max_size=20,
)


@given(LINES)
def test_every_character_is_in_one_unit(lines: list[str]) -> None:
    """Joining neither loses nor doubles nor shuffles what is more than layout."""
    found = units(document("\n".join(lines)))
    places = [(piece.line, piece.column) for unit in found for piece in unit.text.pieces]
    assert places == sorted(set(places))
    assert squash("".join(unit.text.text for unit in found)) == squash("".join(lines))
