from __future__ import annotations

import pytest

from graph_builder.agencies import Regions
from graph_builder.agencies.lexicon import Lexicon
from graph_builder.model import Level


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load()


@pytest.mark.parametrize(
    ("form", "within", "name"),
    [
        ("河北省", None, "河北省"),
        ("河北", None, "河北省"),
        ("内蒙古", None, "内蒙古自治区"),
        ("吉林", None, "吉林省"),
        ("吉林市", None, "吉林市"),
        ("恩施州", None, "恩施土家族苗族自治州"),
        ("雄安新区", None, "河北雄安新区"),
        ("正定县", None, "正定县"),
        ("长安区", None, None),
        ("长安区", "西安市", "西安市长安区"),
        ("长安区", "河北省", "石家庄市长安区"),
        ("莱芜市", None, "莱芜市"),
        ("乌有市", None, None),
    ],
)
def test_get(regions: Regions, form: str, within: str | None, name: str | None) -> None:
    region = regions.get(form, within)
    assert (region.name if region else None) == name


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("河北省", "河北省"),
        ("苏州市", "江苏省"),
        ("苏州工业园区", "江苏省"),
        ("北京市海淀区", "北京市"),
        ("乌有市", None),
    ],
)
def test_province_of(regions: Regions, name: str, province: str | None) -> None:
    assert regions.province_of(name) == province


def test_children_are_the_divisions_right_below(regions: Regions) -> None:
    names = [region.name for region in regions.children("海南省")]
    assert names[:2] == ["海口市", "三亚市"]
    assert all(region.parent == "海南省" for region in regions.children("海南省"))


def test_marks(regions: Regions) -> None:
    marked = {
        mark: {d.name for d in regions.divisions if mark in d.marks} for mark in ("municipality", "separately_planned")
    }
    assert marked["municipality"] == {"北京市", "天津市", "上海市", "重庆市"}
    assert marked["separately_planned"] == {"大连市", "青岛市", "宁波市", "厦门市", "深圳市"}


def test_every_parent_is_a_division_of_a_higher_level(regions: Regions) -> None:
    order = list(Level)
    for division in regions.divisions:
        if division.parent is None:
            assert division.level is Level.PROVINCIAL
            continue
        above = regions.named(division.parent)
        assert above is not None, division.name
        assert order.index(above.level) <= order.index(division.level)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("示例省财政厅", ["示例省"]),
        ("示例省甲市财政局", ["甲市", "示例省"]),
        ("甲市人民政府", ["甲市"]),
        ("各省财政厅", []),
        ("关于省级预算", []),
        ("江苏省财政厅", []),
        ("", []),
    ],
)
def test_divisions_in_no_list_are_known_by_their_form(regions: Regions, text: str, names: list[str]) -> None:
    assert [division.name for division in regions.formed(text)] == names


def test_lexicon_gives_the_longest_word_first() -> None:
    lexicon = Lexicon({"石家庄": 1, "石家庄市": 2, "庄市": 3})
    assert list(lexicon.from_left("在石家庄市", 1)) == [(5, 2), (4, 1)]
    assert list(lexicon.to_right("在石家庄市", 5)) == [(1, 2), (3, 3)]
    assert list(lexicon.to_right("", 0)) == []
    assert list(lexicon.from_left("石", 5)) == []
