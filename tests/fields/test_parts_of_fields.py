"""Dates, numbers and addressees by themselves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.fields import normalise_number, parse_date, region_of_number
from graph_builder.fields.addressees import split_addressees
from graph_builder.fields.dates import add_months, end_of_month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年3月5日", date(2021, 3, 5)),
        ("2021 年 3 月 5 日", date(2021, 3, 5)),
        ("２０２１年３月５日", date(2021, 3, 5)),
        ("二〇二一年三月五日", date(2021, 3, 5)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二O二一年十月十日", date(2021, 10, 10)),
        ("发布日期：2021-03-05", date(2021, 3, 5)),
        ("2021年2月30日", None),
        ("2021年3月", None),
        ("不是日期", None),
    ],
)
def test_a_date_in_every_printing(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31)))
def test_a_printed_date_is_read_back(day: date) -> None:
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.text(max_size=40))
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)


def test_months_are_counted_to_the_last_day_where_the_day_is_missing() -> None:
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert add_months(date(2021, 1, 15), 12) == date(2022, 1, 15)
    assert end_of_month(2024, 2) == date(2024, 2, 29)
    assert end_of_month(2024, 13) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("国办发[2020] 6号", "国办发〔2020〕6号"),
        ("（示财规【2021】3号）", "示财规〔2021〕3号"),
        ("示政办发（2021）12号", "示政办发〔2021〕12号"),
        ("示公（交）〔2021〕2号", "示公（交）〔2021〕2号"),
        ("武政办〔２０２１〕９０８号", "武政办〔2021〕908号"),
    ],
)
def test_a_number_has_one_spelling(printed: str, number: str) -> None:
    assert normalise_number(printed) == number


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("冀财税〔2020〕6号", "河北省"),
        ("川财规〔2022〕1号", "四川省"),
        ("财税〔2020〕6号", None),
        ("国办发〔2020〕6号", None),
    ],
)
def test_a_number_tells_its_province(number: str, region: str | None) -> None:
    assert region_of_number(number) == region


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        (
            "各市（含甲市、乙市）人民政府，示例新区管委会，省有关部门：",
            ("各市（含甲市、乙市）人民政府", "示例新区管委会", "省有关部门"),
        ),
        ("省卫生健康委：", ("省卫生健康委",)),
        ("各市财政局、税务局:", ("各市财政局", "税务局")),
    ],
)
def test_addressees_are_split_outside_brackets(text: str, addressees: tuple[str, ...]) -> None:
    assert split_addressees(text) == addressees
