"""Which provisions are measures, and what is read of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

HEAD = "某省商务厅\n关于支持小店经营的通知\n某商〔2021〕3号\n各市商务局：\n为支持小店经营，现就有关事项通知如下：\n"
TAIL = "\n2021年3月1日"

NOTICE = f"""{HEAD}一、总体要求
坚持稳字当头，帮助小店渡过难关。
二、降低成本
（一）减免摊位费。对承租公有市场摊位的个体工商户，自2021年3月1日至6月30日免收摊位费。（责任单位：省商务厅、省财政厅，各市人民政府）
（二）补贴电费。按每户不超过500元给予补贴。
所需资金由各市安排。
责任单位：省发展改革委、省财政厅
三、加强宣传。各地要广泛宣传本通知的政策。
四、实施时间。上述政策有效期至2021年12月31日。
各市要高度重视，抓好落实。{TAIL}"""


def test_operative_provisions_at_the_lowest_level(read: Any) -> None:
    found = read(NOTICE)
    assert [(m.label, m.heading, m.line) for m in found] == [
        ("二、（一）", "减免摊位费", 9),
        ("二、（二）", "补贴电费", 10),
        ("三", "加强宣传", 13),
    ]
    assert [m.id for m in found] == ["文#m1", "文#m2", "文#m3"]


def test_fields_of_a_provision(read: Any) -> None:
    fees, power, _ = read(NOTICE)
    assert (fees.action, fees.object, fees.beneficiary) == ("减免", "摊位费", "个体工商户")
    assert (fees.valid_from, fees.valid_to) == (date(2021, 3, 1), date(2021, 6, 30))
    assert fees.responsible == ("江苏省商务厅", "江苏省财政厅")
    assert power.value == "每户不超过500元"
    assert power.responsible == ("江苏省发展和改革委员会", "江苏省财政厅")
    assert power.text == "补贴电费。按每户不超过500元给予补贴。\n所需资金由各市安排。\n责任单位：省发展改革委、省财政厅"


def test_a_statement_for_all_measures_gives_the_end_where_none_is_stated(read: Any) -> None:
    assert [m.valid_to for m in read(NOTICE)] == [date(2021, 6, 30), date(2021, 12, 31), date(2021, 12, 31)]


def test_the_validity_of_the_document_is_not_that_of_a_measure(read: Any) -> None:
    text = f"{HEAD}一、减免摊位费。免收一个月摊位费。\n二、本通知有效期至2022年12月31日。{TAIL}"
    assert [(m.label, m.valid_to) for m in read(text)] == [("一", None)]


def test_a_text_without_numbers_has_a_measure_for_each_operative_paragraph(read: Any) -> None:
    text = f"{HEAD}自2021年4月1日起，对小微企业免收检验费。\n各级商务部门不得变相收费。\n特此通知。{TAIL}"
    found = read(text)
    assert [(m.label, m.line, m.action) for m in found] == [(None, 6, "免收"), (None, 7, None)]
    assert found[0].valid_from == date(2021, 4, 1)


def test_heading_lines_part_a_text_without_numbers(read: Any) -> None:
    text = f"{HEAD}加大资金支持\n对小微企业给予贷款贴息。\n贴息期限不超过1年。\n改进服务\n推行网上办理。{TAIL}"
    assert [(m.line, m.heading) for m in read(text)] == [(6, "加大资金支持"), (9, "改进服务")]


def test_conditions_are_no_measures_of_their_own(read: Any) -> None:
    text = (
        f"{HEAD}一、申报奖补的小店应当符合下列条件：\n（一）依法登记；\n（二）按时纳税；\n"
        f"二、商务部门要及时拨付奖补资金。{TAIL}"
    )
    found = read(text)
    assert [m.label for m in found] == ["一", "二"]
    assert "按时纳税" in (found[0].text or "")


def test_an_enclosed_text_counts_and_the_notice_that_passes_it_on_does_not(read: Any) -> None:
    text = """某省商务厅
关于印发《支持小店经营若干措施》的通知
某商〔2021〕4号
各市商务局：
现将《支持小店经营若干措施》印发给你们，请认真贯彻执行。
2021年3月1日
支持小店经营若干措施
为支持小店经营，制定以下措施。
一、降低成本
1.减免房租。免收三个月房租。（省国资委牵头，省财政厅等有关部门配合）
2.延长经营时间。允许小店延长经营时间。
"""
    found = read(text)
    assert [(m.label, m.action) for m in found] == [("一、1.", "减免"), ("一、2.", "延长")]
    assert found[0].responsible == ("江苏省人民政府国有资产监督管理委员会", "江苏省财政厅")


def test_articles_without_purpose_definition_and_entry_into_force(read: Any) -> None:
    text = """某省小店奖补资金管理办法
第一章总则
第一条为规范奖补资金管理，根据有关规定，制定本办法。
第二条本办法所称小店，是指个体工商户经营的零售店。
第三条省商务厅负责组织申报，省财政厅负责拨付资金。
第二章附则
第四条本办法由省商务厅负责解释。
第五条本办法自2021年5月1日起施行。
"""
    found = read(text)
    assert [m.label for m in found] == ["第三条"]
    assert found[0].responsible == ("江苏省商务厅", "江苏省财政厅")


@pytest.mark.parametrize(
    ("provision", "names"),
    [
        ("一、优化服务。推行网上办理。（责任单位：市商务局、市财政局）", ("苏州市商务局", "苏州市财政局")),
        ("一、优化服务。推行网上办理。（市商务局、市财政局）", ("苏州市商务局", "苏州市财政局")),
        ("一、优化服务。推行网上办理。【牵头单位：市商务局；配合单位：市财政局】", ("苏州市商务局", "苏州市财政局")),
        ("一、优化服务。推行网上办理。（牵头单位：市商务局；完成时限：2021年底前）", ("苏州市商务局",)),
        ("一、优化服务。推行网上办理。（各区人民政府、各有关部门按职责分工负责）", ()),
        ("一、优化服务。由市商务局会同市财政局制定细则。", ("苏州市商务局", "苏州市财政局")),
        ("一、优化服务。按照市财政局规定的标准给予补助。", ()),
        ("一、优化服务。企业可向市商务局申请补助。", ()),
        ("一、优化服务。推行网上办理（不含涉密事项）。", ()),
    ],
)
def test_responsible(read: Any, provision: str, names: tuple[str, ...]) -> None:
    assert read(f"{HEAD}{provision}{TAIL}", region="苏州市")[0].responsible == names


def test_a_note_of_the_heading_holds_for_what_stands_under_it(read: Any) -> None:
    text = (
        f"{HEAD}一、降低成本（责任单位：省财政厅）\n（一）减免房租。\n（二）减免电费。（责任单位：省发展改革委）{TAIL}"
    )
    assert [m.responsible for m in read(text)] == [("江苏省财政厅",), ("江苏省发展和改革委员会",)]


def test_a_note_once_for_several_provisions(read: Any) -> None:
    text = f"""{HEAD}一、降低成本
（一）减免房租。
（二）减免电费。（责任单位：省发展改革委）
（以上措施责任单位：省财政厅、省商务厅）
二、优化服务。推行网上办理。{TAIL}"""
    found = [m.responsible for m in read(text)]
    assert found == [("江苏省财政厅", "江苏省商务厅"), ("江苏省发展和改革委员会",), ()]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("缓缴费用执行到6月底。", None, date(2021, 6, 30)),
        ("政策执行期限至今年年底。", None, date(2021, 12, 31)),
        ("自2021年11月1日至3月31日免收清雪费。", date(2021, 11, 1), date(2022, 3, 31)),
        ("自本通知印发之日起至2021年9月30日，免收检测费。", date(2021, 3, 1), date(2021, 9, 30)),
        ("失业补助政策延长至2021年6月底，稳岗补助政策延长至2021年12月底。", None, date(2021, 6, 30)),
        ("请于3月5日前报备案，6月底前出台方案。", None, None),
        ("对2020年度发生的亏损，结转年限延长至8年。", None, None),
        ("按《关于2021年3月1日至6月30日减免租金的通知》执行。", None, None),
        ("执行期限为2021年13月1日至2021年14月1日。", None, None),
    ],
)
def test_validity(read: Any, sentence: str, first: date | None, last: date | None) -> None:
    (found,) = read(f"{HEAD}一、降低成本。{sentence}{TAIL}")
    assert (found.valid_from, found.valid_to) == (first, last)


def test_a_date_without_any_year_gives_nothing(read: Any) -> None:
    (found,) = read(f"{HEAD}一、降低成本。政策执行到6月底。", issued_on=None)
    assert found.valid_to is None


LINES = st.lists(
    st.one_of(
        st.text(
            alphabet="一二三、（）().第条至到自年月日0123456789省市财政厅负责单位责任：；。，《》\t \n免征", max_size=40
        ),
        st.sampled_from(NOTICE.split("\n")),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(lines=LINES)
def test_arbitrary_lines_never_raise_and_keep_their_place(read: Any, lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read(text)
    numbers = [m.line for m in found]
    assert numbers == sorted(numbers)
    assert len({m.id for m in found}) == len(found)
    for measure in found:
        assert 1 <= measure.line <= text.count("\n") + 1
        assert measure.text
        assert measure.label is None or re.match(r"[第（(\d一二三四五六七八九十百零〇①-⑳]", measure.label)
        if measure.valid_from and measure.valid_to:
            assert measure.valid_from <= measure.valid_to


def test_time_grows_linearly_on_open_brackets(read: Any) -> None:
    (found,) = read(f"{HEAD}一、优化服务。{'（自2021年1月1日至' * 3000}{TAIL}")
    assert found.responsible == ()
