"""The header of whole documents, written for these tests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import document

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields import Fields, read_fields, read_part_fields
from graph_builder.model import Level
from graph_builder.structure import Role, structure


def fields_of(text: str) -> Fields:
    return read_fields(structure(document(text)), AgencyRegistry.load())


NOTICE = """江苏省财政厅
江苏省民政厅
关于做好社区食堂补助工作的通知

苏财社〔2031〕17号

各市、县（市、区）财政局、民政局：

为方便老年人用餐，现就社区食堂补助有关事项通知如下：

一、每个食堂补助5万元。

本通知自2031年5月1日起执行，有效期2年。

江苏省财政厅  江苏省民政厅
2031年4月6日
"""


def test_a_notice_of_two_departments() -> None:
    fields = fields_of(NOTICE)
    assert fields.title == "关于做好社区食堂补助工作的通知"
    assert fields.full_title == "江苏省财政厅江苏省民政厅关于做好社区食堂补助工作的通知"
    assert (fields.doc_number, fields.doc_type) == ("苏财社〔2031〕17号", "通知")
    assert fields.issuers == ("江苏省财政厅", "江苏省民政厅")
    assert fields.addressees == ("各市、县（市、区）财政局", "民政局")
    assert fields.issued_on == date(2031, 4, 6)
    assert (fields.effective_from, fields.effective_to) == (date(2031, 5, 1), date(2033, 4, 30))
    assert (fields.level, fields.region) == (Level.PROVINCIAL, "江苏省")
    assert fields.enclosures == ()
    assert fields.issues == ()


def test_issuers_of_a_joint_heading_stand_in_the_signature() -> None:
    fields = fields_of(
        """民政部等三部门关于推进社区食堂建设的意见
民发〔2031〕9号
各省、自治区、直辖市人民政府：
为方便老年人用餐，提出以下意见。
民  政  部
财  政  部
商  务  部
二〇三一年四月六日
"""
    )
    assert fields.issuers == ("民政部", "财政部", "商务部")
    assert fields.issued_on == date(2031, 4, 6)
    assert (fields.level, fields.region, fields.doc_type) == (Level.NATIONAL, None, "意见")


def test_a_joint_heading_without_signatures_says_what_is_missing() -> None:
    fields = fields_of(
        """民政部等五部门关于推进社区食堂建设的意见

民发〔2031〕9号

各省、自治区、直辖市人民政府：

为方便老年人用餐，提出以下意见。

2031年4月6日
"""
    )
    assert fields.issuers == ("民政部",)
    assert [issue.kind for issue in fields.issues] == ["issuers_incomplete"]


def test_an_issued_text_is_an_enclosure_and_its_validity_counts() -> None:
    fields = fields_of(
        """浙江省财政厅关于印发《社区食堂补助办法》的通知

浙财社〔2031〕8号

各市、县财政局：

现将《社区食堂补助办法》印发给你们，请遵照执行。

浙江省财政厅
2031年4月6日

社区食堂补助办法

第一条 为规范补助，制定本办法。

第二条 每个食堂补助5万元。

第三条 本办法自印发之日起施行，有效期至2033年12月31日。
"""
    )
    assert fields.title == "关于印发《社区食堂补助办法》的通知"
    assert (fields.doc_type, fields.enclosures) == ("通知", ("社区食堂补助办法",))
    assert (fields.effective_from, fields.effective_to) == (date(2031, 4, 6), date(2033, 12, 31))


def test_an_embedded_document_has_fields_of_its_own() -> None:
    read = structure(
        document(
            """安徽省民政厅转发民政部关于推进社区食堂建设的通知的通知

皖民〔2031〕5号

各市民政局：

现将《民政部关于推进社区食堂建设的通知》（民发〔2031〕9号）转发给你们，请贯彻执行。

2031年5月2日

附件

民政部关于推进社区食堂建设的通知

民发〔2031〕9号

各省、自治区、直辖市民政厅：

请推进社区食堂建设。

民政部
2031年4月6日
"""
        )
    )
    registry = AgencyRegistry.load()
    outer = read_fields(read, registry)
    index = next(index for index, part in enumerate(read.parts) if part.role is Role.EMBEDDED)
    inner = read_part_fields(read, index, registry, outer)
    assert (outer.doc_number, outer.level) == ("皖民〔2031〕5号", Level.PROVINCIAL)
    assert outer.enclosures == ("民政部关于推进社区食堂建设的通知",)
    assert (inner.doc_number, inner.level, inner.issuers) == ("民发〔2031〕9号", Level.NATIONAL, ("民政部",))
    assert inner.issued_on == date(2031, 4, 6)


@pytest.mark.parametrize(
    ("heading", "number", "kind"),
    [
        (
            "财政部 税务总局\n关于社区食堂免税的公告\n\n财政部 税务总局公告2031年第6号",
            "财政部税务总局公告2031年第6号",
            "公告",
        ),
        ("财政部 税务总局\n关于社区食堂免税的公告\n\n公告2031年第6号", "公告2031年第6号", "公告"),
        ("广东省人民政府办公厅\n关于社区食堂的若干措施\n\n粤府办（2031）6号", "粤府办〔2031〕6号", "措施"),
        ("湖南省民政厅\n关于同意设立示范食堂的批复", None, "批复"),
    ],
)
def test_numbers_and_kinds(heading: str, number: str | None, kind: str) -> None:
    fields = fields_of(f"{heading}\n\n各有关单位：\n\n现就有关事项通知如下。\n\n2031年4月6日\n")
    assert (fields.doc_number, fields.doc_type) == (number, kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "《社区食堂管理办法》已经2031年4月1日第3次部务会议审议通过，现予公布。",
        "《社区食堂管理办法》已经2031年4月1日第3次部务会\n议审议通过，现予公布。",
        "现公布《社区食堂管理办法》，自2031年6月1日起施行。",
    ],
)
def test_an_order_is_known_by_what_it_makes_public(sentence: str) -> None:
    fields = fields_of(f"中华人民共和国民政部令\n\n第6号\n\n{sentence}\n\n部长\n2031年4月6日\n")
    assert (fields.title, fields.doc_number, fields.doc_type) == ("社区食堂管理办法", "民政部令第6号", "办法")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*NOTICE.split("\n"), "附件", "公告第3号", "，", "《", "二、", "\t\t", "等五部门"]), max_size=25
    )
)
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    fields = fields_of("\n".join(lines) or "无")
    assert isinstance(fields.title, str)
