"""What different printings of one title or number have in common."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.knowledge import load_yaml
from graph_builder.relations.keys import folded, number_slip, slip_forms, title_core, title_key, title_slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于茶园补助的通知", "关于 茶园补助 的通知"),
        ("关于印发《茶园补助办法》的通知", "关于印发〈茶园补助办法〉的通知"),
        ("关于茶园、茶厂补助的通知", "关于茶园茶厂补助的通知"),
        ("茶园补助办法（试行）", "茶园补助办法(试行)"),
        ("中华人民共和国预算法", "预算法"),
        ("中华人民共和国企业所得税法实施条例", "企业所得税法实施条例"),
        ("茶园振兴规划（2031—2035年）", "茶园振兴规划（2031-2035）"),
    ],
)
def test_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于茶园补助的通知", "关于茶园补助的意见"),
        ("茶园目录（2030年版）", "茶园目录（2031年版）"),
        ("茶园补助办法", "茶园补助办法（试行）"),
        ("中华人民共和国海关公告", "海关公告"),
    ],
)
def test_two_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("江苏省人民政府办公厅转发省财政厅关于茶园补助意见的通知", "转发省财政厅关于茶园补助意见的通知"),
        ("江苏省财政厅转发关于茶园补助的通知", "关于茶园补助的通知"),
        ("财政部 农业农村部关于茶园补助的通知", "关于茶园补助的通知"),
        ("关于茶园补助的通知", "关于茶园补助的通知"),
        ("茶园补助办法", "茶园补助办法"),
        ("甲" * 61 + "关于茶园的通知", "甲" * 61 + "关于茶园的通知"),
        ("", ""),
    ],
)
def test_core(title: str, core: str) -> None:
    assert title_core(title) == core


SHORT = "关于做好茶园补助资金发放工作的通知"
LONG = "关于支持受灾地区茶园和茶厂恢复生产经营扩大就业促进农民增收若干措施的通知"


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (SHORT, SHORT.replace("茶园", "茶园的"), True),
        (SHORT, SHORT.replace("工作的", "的"), True),
        (SHORT, SHORT.replace("茶园", "茶园茶园"), True),
        (SHORT, SHORT.replace("做好", "搞好"), False),
        (SHORT, SHORT.replace("茶园", "茶"), False),
        (SHORT, SHORT, False),
        (SHORT, SHORT + "补充", False),
        (LONG, LONG.replace("促进", ""), True),
        (LONG, LONG.replace("恢复", ""), False),
        (LONG, LONG.replace("茶厂", "省茶厂"), False),
        (LONG, LONG.replace("关于", ""), False),
        (LONG, LONG.replace("生产经营", ""), False),
        ("", "的", True),
    ],
)
def test_title_slip(one: str, other: str, slip: bool) -> None:
    assert title_slip(one, other) is slip
    assert title_slip(other, one) is slip


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("示财农20305号", "示财农20306号", True),
        ("示财农20305号", "示财20305号", True),
        ("示财农20305号", "示财农203055号", True),
        ("示财农20305号", "示财林20305号", True),
        ("示财农20305号", "示财农20305号", False),
        ("示财农20305号", "示财林20306号", False),
        ("示财农20305号", "示财农203055号函", False),
        ("", "示", False),
        ("", "", False),
    ],
)
def test_number_slip(one: str, other: str, slip: bool) -> None:
    assert number_slip(one, other) is slip
    assert number_slip(other, one) is slip


TITLES = st.text("关于茶园补助的了和通知意见2030年（）《》〈〉 中华人民共和国法", max_size=40)


@given(TITLES)
def test_keys_are_stable(title: str) -> None:
    assert title_key(title_key(title)) in (title_key(title), title_key(title).removeprefix("中华人民共和国"))
    assert title_core(title) in title_key(title)


@given(TITLES, TITLES)
def test_slips_go_both_ways(one: str, other: str) -> None:
    assert title_slip(one, other) is title_slip(other, one)
    assert number_slip(one, other) is number_slip(other, one)


@given(st.text("示财农〔〕2030号", max_size=20), st.integers(0, 19), st.sampled_from("示9号"))
def test_one_wrong_sign_is_a_slip(number: str, at: int, sign: str) -> None:
    wrong = number[:at] + sign + number[at + 1 :]
    if number and wrong not in (number, "") and at < len(number):
        assert number_slip(number, wrong)
        assert number_slip(number, number[:at] + sign + number[at:]) or number[:at] + sign + number[at:] == number


@pytest.mark.parametrize(
    "group", load_yaml("relations/look_alikes.yaml")["groups"], ids=lambda group: group["characters"]
)
def test_look_alikes(group: dict[str, Any]) -> None:
    """The examples of the data."""

    def same(one: str, other: str) -> bool:
        return folded(title_key(one)) == folded(title_key(other))

    assert [pair for pair in group["examples"] if not same(*pair)] == []
    assert [pair for pair in group["counter_examples"] if same(*pair)] == []
    assert all(set(one) ^ set(other) <= set(group["characters"]) for one, other in group["examples"])


LONGER = st.text(alphabet="关于支持茶园和的工作2省", min_size=0, max_size=40)


@given(LONGER, st.data())
def test_every_slip_is_among_the_forms(long: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 2))
    at = data.draw(st.integers(0, max(len(long) - size, 0)))
    short = long[:at] + long[at + size :]
    if title_slip(short, long):
        assert short in set(slip_forms(long))
