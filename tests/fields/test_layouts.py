"""Headers in the layouts of other houses: letterheads, orders, tables of particulars, numbers in brackets."""

from __future__ import annotations

from datetime import date

import pytest
from texts import document

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields import Fields, read_fields
from graph_builder.model import Level
from graph_builder.structure import structure


def fields_of(text: str) -> Fields:
    return read_fields(structure(document(text)), AgencyRegistry.load())


def test_a_letterhead_of_three_issuers_with_the_number_before_the_title() -> None:
    fields = fields_of(
        """四川省经济和信息化厅
四川省财政厅
四川省商务厅
文件

川经信〔2031〕22号
签发人：（略）

关于印发《四川省会展补助实施细则（试行）》的通知

各市（州）财政局：

现将《四川省会展补助实施细则（试行）》印发你们，请遵照执行。

2031年3月5日

四川省会展补助实施细则（试行）

第一条 为规范补助，制定本细则。

第二条 本细则自印发之日起30日后施行，有效期2年。
"""
    )
    assert fields.title == "关于印发《四川省会展补助实施细则（试行）》的通知"
    assert fields.doc_number == "川经信〔2031〕22号"
    assert fields.issuers == ("四川省经济和信息化厅", "四川省财政厅", "四川省商务厅")
    assert (fields.effective_from, fields.effective_to) == (date(2031, 4, 4), date(2033, 4, 3))
    assert fields.enclosures == ("四川省会展补助实施细则（试行）",)


def test_an_order_is_known_by_the_regulation_that_it_makes_public() -> None:
    fields = fields_of(
        """河南省人民政府令
第901号

《河南省会展促进规定》已经2031年5月12日省政府第9次常务会议通过，现予公布，自2031年9月1日起施行。

省长 （略）
2031年6月4日

河南省会展促进规定

第一条 为了促进会展，制定本规定。
"""
    )
    assert (fields.title, fields.doc_type) == ("河南省会展促进规定", "规定")
    assert fields.doc_number == "河南省人民政府令第901号"
    assert (fields.issuers, fields.level) == (("河南省人民政府",), Level.PROVINCIAL)
    assert (fields.issued_on, fields.effective_from) == (date(2031, 6, 4), date(2031, 9, 1))
    assert fields.enclosures == ()


def test_the_name_of_the_state_is_no_part_of_the_number_of_an_order() -> None:
    fields = fields_of(
        "中华人民共和国国务院令\n第901号\n\n《会展条例》已经通过，现予公布，自2031年9月1日起施行。\n\n2031年6月4日\n"
    )
    assert (fields.title, fields.doc_number, fields.issuers) == ("会展条例", "国务院令第901号", ("国务院",))


def test_an_order_below_the_name_of_what_it_makes_public() -> None:
    fields = fields_of(
        "国务院关于会展服务的若干规定\n中华人民共和国国务院令\n第901号\n\n"
        "《国务院关于会展服务的若干规定》已经通过，现予公布，自公布之日起施行。\n\n2031年6月4日\n\n"
        "国务院关于会展服务的若干规定\n\n第一条 为了规范会展服务，制定本规定。\n"
    )
    assert (fields.title, fields.doc_number) == ("关于会展服务的若干规定", "国务院令第901号")
    assert (fields.issuers, fields.doc_type) == (("国务院",), "规定")


def test_a_table_of_particulars_gives_what_the_page_leaves_out() -> None:
    fields = fields_of(
        """索 引 号：SL0901/2031-00012    主题分类：财政
发文机关：江苏省财政厅    成文日期：2031年03月05日
标    题：江苏省财政厅关于做好会展补助工作的通知
文    号：苏财社〔2031〕8号    时    效：有效

各市财政局：

现就有关事项通知如下，请遵照执行。
"""
    )
    assert fields.title == "关于做好会展补助工作的通知"
    assert (fields.doc_number, fields.issued_on) == ("苏财社〔2031〕8号", date(2031, 3, 5))
    assert fields.issuers == ("江苏省财政厅",)


def test_a_bracketed_number_wide_digits_and_spaced_signatures() -> None:
    fields = fields_of(
        """特急

广东省民政厅等3部门关于做好会展工作的紧急通知
（粤民规〔2031〕5号）

各地级以上市民政局：

请抓紧落实。本通知自发布之日起执行，有效期5年。

广东省民政厅
广 东 省 财 政 厅
国家税务总局广东省税务局
２０３１年４月１日
"""
    )
    assert fields.doc_number == "粤民规〔2031〕5号"
    assert fields.issuers == ("广东省民政厅", "广东省财政厅", "国家税务总局广东省税务局")
    assert (fields.effective_from, fields.effective_to) == (date(2031, 4, 1), date(2036, 3, 31))


def test_an_issuer_that_the_gazetteer_lacks_stands_as_printed() -> None:
    fields = fields_of("甲市会展工作推进小组办公室\n关于做好会展工作的通知\n\n各区：\n\n请落实。\n\n2031年4月1日\n")
    assert fields.title == "关于做好会展工作的通知"
    assert fields.issuers == ("甲市会展工作推进小组办公室",)
    assert (fields.level, fields.region) == (Level.MUNICIPAL, "甲市")
    assert fields.issues == ()


def test_a_text_without_any_header_says_what_is_missing() -> None:
    fields = fields_of("请各单位抓紧落实会展工作，按月报送进展。")
    assert {issue.kind for issue in fields.issues} == {
        "title_missing",
        "issuers_incomplete",
        "date_missing",
        "level_unknown",
    }


def test_the_series_of_a_number_is_no_part_of_the_title() -> None:
    fields = fields_of("江苏省财政厅公告\n2031年第3号\n关于茶园补助的公告\n\n特此公告。\n\n江苏省财政厅\n2031年3月5日")
    assert (fields.title, fields.doc_number, fields.doc_type) == ("关于茶园补助的公告", "2031年第3号", "公告")
    assert fields.issuers == ("江苏省财政厅",)


def test_issuers_under_the_title() -> None:
    fields = fields_of("苏州市茶园补助办法\n苏州市财政局\n苏州市农业农村局\n\n第一条 茶园按亩补助。")
    assert (fields.title, fields.issuers) == ("苏州市茶园补助办法", ("苏州市财政局", "苏州市农业农村局"))


def test_a_heading_may_name_the_first_issuer_alone() -> None:
    text = "江苏省财政厅关于茶园补助的通知\n\n各市财政局：\n\n请认真执行。\n\n{}\n2031年3月5日"
    both = "江苏省财政厅", "江苏省农业农村厅"
    assert fields_of(text.format("  ".join(both))).issuers == both
    # what does not hold the issuer of the heading is no list of issuers
    assert fields_of(text.format("江苏省农业农村厅")).issuers == both[:1]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("江苏省茶园补助办法", Level.PROVINCIAL),
        ("苏州市茶园补助办法", Level.MUNICIPAL),
        ("苏州市吴中区茶园补助办法", Level.COUNTY),
        ("示例省茶园补助办法", Level.PROVINCIAL),
    ],
)
def test_a_title_that_begins_with_a_division_tells_the_level(title: str, level: Level) -> None:
    fields = fields_of(f"《{title}》\n\n第一条 茶园按亩补助。")
    assert (fields.title, fields.level, fields.issuers) == (title, level, ())
    assert [issue.kind for issue in fields.issues] == ["issuers_incomplete", "date_missing"]


def test_a_title_without_a_division_tells_no_level() -> None:
    fields = fields_of("茶园补助办法\n\n第一条 茶园按亩补助。")
    assert (fields.level, fields.issues[-1].kind) == (Level.NATIONAL, "level_unknown")


def test_issuers_that_are_not_counted() -> None:
    fields = fields_of(
        "江苏省财政厅等部门关于转发财社〔2031〕902号文件的通知\n\n苏财社〔2031〕8号\n\n各市财政局：\n\n请遵照执行。\n\n"
        "江苏省财政厅\n江苏省民政厅\n2031年3月5日\n"
    )
    assert fields.title == "关于转发财社〔2031〕902号文件的通知"
    assert fields.issuers == ("江苏省财政厅", "江苏省民政厅")
