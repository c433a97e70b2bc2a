"""What stands in a document: its own text, texts that it issues, other documents in full, forms; and who says what where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from texts import document, notice

from graph_builder.model import PassageKind
from graph_builder.structure import Part, Position, Role, squash, structure

RULES = (
    "第一条 为规范茶园补助，制定本办法。",
    "第二条 茶园补助按亩核定。",
    "（一）春茶每亩五百元；",
    "（二）秋茶每亩三百元。",
)
STATE_NOTICE = (
    "财政部关于茶园补助的通知",
    "财农〔2030〕9号",
    "各省财政厅：",
    "请及时核定面积。",
    "财政部",
    "2030年1月5日",
)


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text."""
    return structure(document(text)).parts


def roles(text: str) -> list[tuple[Role, str | None]]:
    """Role and title of the parts of a text."""
    return [(part.role, part.title) for part in parts(text)]


def positions(part: Part) -> list[tuple[Position, str]]:
    """Where each block of a part stands."""
    return [(block.position, block.text.text) for block in part.blocks]


# -- head and foot ------------------------------------------------------------------------------------------------


def test_head_body_and_foot() -> None:
    (part,) = parts(
        notice("关于茶园补助的通知", "为支持茶农，现通知如下：", "一、茶园每亩补助五百元。", number="示财农〔2030〕3号")
    )
    assert (part.role, part.title, part.number) == (Role.MAIN, "示例省财政厅关于茶园补助的通知", "示财农〔2030〕3号")
    assert part.line == 1
    kinds = [block.kind for block in part.blocks]
    assert kinds == [
        PassageKind.TITLE,
        PassageKind.TITLE,
        PassageKind.NUMBER,
        PassageKind.ADDRESSEES,
        PassageKind.PARAGRAPH,
        PassageKind.CLAUSE,
        PassageKind.SIGNATURE,
        PassageKind.SIGNATURE,
    ]
    assert [block.text.text for block in part.of(PassageKind.SIGNATURE)] == ["示例省财政厅", "2030年3月1日"]


def test_a_title_over_several_lines() -> None:
    (part,) = parts(
        "示例省财政厅\n示例省农业农村厅\n关于做好受灾茶园和茶厂\n补助工作的通知\n示财农〔2030〕3号\n各市财政局：\n请落实。"
    )
    assert part.title == "示例省财政厅示例省农业农村厅关于做好受灾茶园和茶厂补助工作的通知"


def test_a_line_of_the_title_may_begin_as_a_particular_does() -> None:
    (part,) = parts(
        "示例市商务局\n关于印发《示例市茶叶老\n字号保护措施》的通知\n示商〔2030〕3号\n各县商务局：\n请落实。"
    )
    assert part.title == "示例市商务局关于印发《示例市茶叶老字号保护措施》的通知"


def test_several_signers_in_columns() -> None:
    (part,) = parts("关于茶园补助的通知\n各市财政局：\n请落实。\n示例省财政厅\t示例省农业农村厅\n2030年3月1日")
    assert [block.text.text for block in part.of(PassageKind.SIGNATURE)] == [
        "示例省财政厅\t示例省农业农村厅",
        "2030年3月1日",
    ]
    assert not list(part.of(PassageKind.TABLE))


def test_issuers_over_the_date_are_no_title_though_one_that_begins_with_them_is_spoken_of() -> None:
    former = "示例省交通运输厅示例省工业和信息化厅关于茶船的通知"
    (part,) = parts(
        f"示例省交通运输厅\n示例省工业和信息化厅\n关于茶船补助的通知\n各市财政局：\n此前印发的《{former}》自本通知印发之日起失效。"
        "\n\n示例省交通运输厅\n示例省工业和信息化厅\n2030年3月1日"
    )
    assert [block.text.text for block in part.of(PassageKind.SIGNATURE)] == [
        "示例省交通运输厅",
        "示例省工业和信息化厅",
        "2030年3月1日",
    ]


def test_a_short_sentence_before_the_date_is_no_signer() -> None:
    (part,) = parts("关于茶园补助的通知\n各市财政局：\n每亩补助五百元。\n请认真贯彻执行\n2030年3月1日")
    assert [block.text.text for block in part.of(PassageKind.SIGNATURE)] == ["2030年3月1日"]


def test_addressees_are_no_announcement() -> None:
    (part,) = parts("关于茶园补助的通知\n各市财政局，省直有关部门：\n现就有关事项通知如下：\n一、每亩补助五百元。")
    assert [block.text.text for block in part.of(PassageKind.ADDRESSEES)] == ["各市财政局，省直有关部门："]
    (part,) = parts("关于茶园补助的公告\n为支持茶农，现将有关事项公告如下：\n一、每亩补助五百元。")
    assert not list(part.of(PassageKind.ADDRESSEES))


def test_only_the_first_line_with_a_colon_names_addressees() -> None:
    (part,) = parts("关于茶园补助的通知\n各市财政局：\n补助对象：\n一、茶农。")
    assert [block.text.text for block in part.of(PassageKind.ADDRESSEES)] == ["各市财政局："]


def test_a_table_of_particulars_above_the_title_belongs_to_the_head() -> None:
    (part,) = parts("索引号\tS014\t发布机构\t省财政厅\n示例省财政厅关于茶园补助的通知\n各市财政局：\n请落实。")
    assert part.title == "示例省财政厅关于茶园补助的通知"
    assert not list(part.of(PassageKind.TABLE))


# -- positions ----------------------------------------------------------------------------------------------------


def test_positions_of_a_notice() -> None:
    (part,) = parts(
        notice(
            "关于茶园补助的通知", "为支持茶农，现通知如下：", "一、补助标准", "每亩五百元。", "本通知自印发之日起施行。"
        )
    )
    assert [position for position, _ in positions(part)] == [
        Position.TITLE,
        Position.TITLE,
        Position.TITLE,
        Position.OPENING,
        Position.CLAUSE,
        Position.CLAUSE,
        Position.CLAUSE,
        Position.CLOSING,
        Position.CLOSING,
    ]


def test_an_unnumbered_text_is_all_opening() -> None:
    (part,) = parts(notice("关于茶园补助的通知", "为支持茶农，现通知如下：", "茶园每亩补助五百元。"))
    assert [position for position, text in positions(part) if "茶" in text] == [
        Position.TITLE,
        Position.OPENING,
        Position.OPENING,
    ]


def test_the_first_article_is_the_purpose() -> None:
    (part,) = parts("\n".join(["示例省茶园补助办法", *RULES]))
    found = {text: position for position, text in positions(part)}
    assert found["第一条为规范茶园补助，制定本办法。"] is Position.PURPOSE
    assert found["第二条茶园补助按亩核定。"] is Position.CLAUSE


def test_the_purpose_of_rules_that_count_without_articles() -> None:
    head = "示例县茶园工作规则", "第一章总则"
    (part,) = parts("\n".join([*head, "一、根据《示例省茶园条例》，制定本规则。", "二、茶园分级管理。"]))
    assert [position for position, text in positions(part) if "、" in text] == [Position.PURPOSE, Position.CLAUSE]
    (part,) = parts("\n".join([*head, "一、茶园分级管理。", "二、各县另行制定本县规则。"]))
    assert Position.PURPOSE not in {position for position, _ in positions(part)}


def test_the_second_article_may_give_the_authority() -> None:
    rules = "第一条 为规范茶园补助，制定本办法。", "第二条 本办法依据《示例省茶园条例》制定。"
    (part,) = parts("\n".join(["示例省茶园补助办法", *rules, "第二条本条依据实际制定。"]))
    places = [position for position, text in positions(part) if "条" in text]
    assert places == [Position.PURPOSE, Position.PURPOSE, Position.CLAUSE]


def test_a_title_that_a_web_page_prints_again_begins_anew() -> None:
    title = "关于印发示例省茶园补助办法的通知"
    above = "当前位置：首页 > 文件", title, "", "时间：2030-03-02 来源：办公室", "示例省财政厅", ""
    (part,) = parts("\n".join([*above, title, "示财农〔2030〕3号", "", "各市财政局：", "请认真执行。"]))
    assert (part.title, part.number) == (title, "示财农〔2030〕3号")
    assert [block.text.text for block in part.of(PassageKind.TITLE)] == [title]
    assert squash("".join(block.text.text for block in part.blocks)).startswith("当前位置首页文件" + title)


def test_the_title_of_a_list_ends_where_its_entries_begin() -> None:
    entries = "1.关于茶园补助的通知（示财农〔2011〕3号）", "2.关于春茶收购的通知（示财农〔2012〕4号）"
    _, annex = parts(
        notice("关于清理文件的决定", "现决定如下。", annexes=("附件", "废止文件目录", "（共2件）", *entries))
    )
    assert (annex.role, annex.title) == (Role.ANNEX, "废止文件目录（共2件）")
    assert [text for position, text in positions(annex) if position is Position.CLAUSE] == list(entries)


def test_labels_of_blocks() -> None:
    (part,) = parts("\n".join(["示例省茶园补助办法", *RULES, "市级另有规定的，从其规定。"]))
    last = part.blocks[-2]
    assert (last.label, last.own_label, last.rank) == ("第二条（二）", "（二）", 5)
    assert last.text.text[last.body :] == "秋茶每亩三百元。"
    assert part.blocks[-1].label == "第二条（二）"
    assert part.blocks[-1].own_label is None


# -- parts --------------------------------------------------------------------------------------------------------


def test_a_text_issued_with_a_notice() -> None:
    text = notice(
        "关于印发《示例省茶园补助办法》的通知",
        "现将《示例省茶园补助办法》印发给你们。",
        annexes=["示例省茶园补助办法", *RULES],
    )
    assert roles(text) == [
        (Role.MAIN, "示例省财政厅关于印发《示例省茶园补助办法》的通知"),
        (Role.ENCLOSURE, "示例省茶园补助办法"),
    ]


def test_a_text_issued_with_a_notice_that_bears_no_signature() -> None:
    text = "示例省财政厅关于印发《示例省茶园补助办法》的通知\n各市财政局：\n现将《示例省茶园补助办法》印发给你们。\n\n示例省茶园补助办法\n\n第一条 为规范补助，制定本办法。"
    assert [role for role, _ in roles(text)] == [Role.MAIN, Role.ENCLOSURE]


def test_its_title_over_two_lines_with_a_bracket() -> None:
    text = notice(
        "关于印发《示例省受灾茶园和茶厂补助资金管理办法（试行）》的通知",
        "现将《示例省受灾茶园和茶厂补助资金管理办法（试行）》印发给你们。",
        annexes=["示例省受灾茶园和茶厂\n补助资金管理办法\n（试行）", *RULES],
    )
    assert roles(text)[1] == (Role.ENCLOSURE, "示例省受灾茶园和茶厂补助资金管理办法（试行）")


def test_two_texts_issued_with_one_notice() -> None:
    text = notice(
        "关于印发《示例省茶园补助办法》和《示例省茶厂减租细则》的通知",
        "现将《示例省茶园补助办法》《示例省茶厂减租细则》印发给你们。",
        annexes=["示例省茶园补助办法", *RULES, "示例省茶厂减租细则", "第一条 为减轻茶厂负担，制定本细则。"],
    )
    assert [title for role, title in roles(text) if role is Role.ENCLOSURE] == [
        "示例省茶园补助办法",
        "示例省茶厂减租细则",
    ]


def test_annexes_in_order_of_the_list() -> None:
    text = notice(
        "关于报送茶园情况的通知",
        "请填写附表。",
        "附件：1. 茶园情况统计表",
        "2. 茶园巡查工作方案",
        annexes=[
            "附件1",
            "茶园情况统计表",
            "名称\t亩数",
            "甲\t1",
            "附件2",
            "茶园巡查工作方案",
            "一、巡查范围",
            "每季度巡查一次。",
        ],
    )
    assert roles(text) == [
        (Role.MAIN, "示例省财政厅关于报送茶园情况的通知"),
        (Role.ANNEX, "茶园情况统计表"),
        (Role.ENCLOSURE, "茶园巡查工作方案"),
    ]
    form = parts(text)[1]
    assert [block.text.text for block in form.of(PassageKind.TABLE)] == ["名称\t亩数\n甲\t1"]


def test_a_document_in_full_behind_the_notice_that_forwards_it() -> None:
    text = notice(
        "关于转发《财政部关于茶园补助的通知》的通知",
        "现将《财政部关于茶园补助的通知》（财农〔2030〕9号）转发给你们。",
        number="示财农〔2030〕3号",
        annexes=STATE_NOTICE,
    )
    main, embedded = parts(text)
    assert (embedded.role, embedded.title, embedded.number) == (
        Role.EMBEDDED,
        "财政部关于茶园补助的通知",
        "财农〔2030〕9号",
    )
    assert embedded.owner is None
    assert main.number == "示财农〔2030〕3号"


def test_what_a_document_in_full_issues_is_its_own() -> None:
    text = notice(
        "关于转发《财政部关于茶园补助的通知》的通知",
        "现将《财政部关于茶园补助的通知》（财农〔2030〕9号）转发给你们。",
        number="示财农〔2030〕3号",
        annexes=[*STATE_NOTICE[:3], "现将《茶园补助办法》印发给你们。", *STATE_NOTICE[4:], "茶园补助办法", *RULES],
    )
    found = parts(text)
    assert [part.role for part in found] == [Role.MAIN, Role.EMBEDDED, Role.ENCLOSURE]
    assert found[2].owner == 1


def test_what_hangs_on_a_document_in_full_is_its_own() -> None:
    text = notice(
        "关于转发《财政部关于茶园补助的通知》的通知",
        "现将《财政部关于茶园补助的通知》（财农〔2030〕9号）转发给你们。",
        number="示财农〔2030〕3号",
        annexes=[
            *STATE_NOTICE[:4],
            "附件：茶园面积核定规程",
            *STATE_NOTICE[4:],
            "附件",
            "茶园面积核定规程",
            "一、按图斑核定。",
        ],
    )
    found = parts(text)
    assert [(part.title, part.owner) for part in found[1:]] == [
        ("财政部关于茶园补助的通知", None),
        ("茶园面积核定规程", 1),
    ]


def test_what_the_notice_itself_hangs_on_stays_its_own() -> None:
    text = notice(
        "关于转发《财政部关于茶园补助的通知》的通知",
        "现将《财政部关于茶园补助的通知》（财农〔2030〕9号）转发给你们，并制定了《示例省茶园巡查方案》。",
        number="示财农〔2030〕3号",
        annexes=["附件1", *STATE_NOTICE, "附件2", "示例省茶园巡查方案", "一、每季度巡查一次。"],
    )
    assert [(part.role, part.owner) for part in parts(text)] == [
        (Role.MAIN, None),
        (Role.EMBEDDED, None),
        (Role.ENCLOSURE, None),
    ]


def test_what_stands_behind_the_date_and_is_no_text() -> None:
    text = notice("关于茶园补助的通知", "请落实。", annexes=["（此件公开发布）", "抄送：省农业农村厅。"])
    assert roles(text) == [(Role.MAIN, "示例省财政厅关于茶园补助的通知")]


def test_a_text_without_anything() -> None:
    assert [(part.role, part.blocks) for part in parts("")] == [(Role.MAIN, ())]
    assert roles("\n　\n") == [(Role.MAIN, None)]


def test_an_annex_that_is_handed_in_alone_is_the_document() -> None:
    assert roles("附件1\n示例省茶园补助办法\n第一条 为规范补助，制定本办法。") == [(Role.MAIN, "示例省茶园补助办法")]


def test_squash_leaves_what_tells_titles_apart() -> None:
    assert squash(" 关于《茶园 补助》（2030年版）的通知") == "关于茶园补助2030年版的通知"


PIECES = st.sampled_from(
    [
        *notice("关于印发《示例省茶园补助办法》的通知", "现将《示例省茶园补助办法》印发给你们。", "附件：1. 表").split(
            "\n"
        ),
        *STATE_NOTICE,
        *RULES,
        "示例省茶园补助办法",
        "附件1",
        "甲\t乙",
        "（此件公开发布）",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40))
def test_any_lines(lines: list[str]) -> None:
    """Parts follow each other; an owner is an embedded part before it."""
    found = parts("\n".join(lines))
    assert found[0].role is Role.MAIN
    numbers = [piece.line for part in found for block in part.blocks for piece in block.text.pieces]
    assert numbers == sorted(numbers)
    for index, part in enumerate(found):
        assert index == 0 or part.blocks
        assert part.owner is None or (part.owner < index and found[part.owner].role is Role.EMBEDDED)
