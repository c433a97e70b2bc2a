"""Forms of single lines, and every example of the list of words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph_builder.knowledge import load_yaml
from graph_builder.splitting.catalogue import is_catalogue_heading
from graph_builder.splitting.entries import take_number, take_page
from graph_builder.splitting.forms import LineKind, ends_in_kind, is_agency, kind_of, tight, words
from graph_builder.splitting.furniture import is_furniture, is_metadata
from graph_builder.splitting.numbering import numbering
from graph_builder.splitting.numbers import agreement, parse_number

READERS: dict[str, Callable[[str], bool]] = {
    "kinds": lambda text: ends_in_kind(tight(text)),
    "standing_kinds": lambda text: ends_in_kind(tight(text), "standing_kinds"),
    "agency_endings": lambda text: is_agency(tight(text)),
    "catalogue_headings": is_catalogue_heading,
    "chapter_endings": lambda text: text.endswith(words("chapter_endings")),
    "matter": lambda text: tight(text) in words("matter"),
    "metadata": is_metadata,
    "furniture": is_furniture,
}
LISTS = load_yaml("splitting/layout.yaml")


def test_every_list_has_a_reader() -> None:
    assert set(LISTS) == set(READERS)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in LISTS for text in LISTS[name]["examples"]])
def test_example(name: str, text: str) -> None:
    assert READERS[name](text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in LISTS for text in LISTS[name]["counter_examples"]])
def test_counter_example(name: str, text: str) -> None:
    assert not READERS[name](text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", LineKind.BLANK),
        ("　\t ", LineKind.BLANK),
        ("**", LineKind.BLANK),
        ("示例省人民政府", LineKind.SHORT),
        ("示政发〔2030〕3号", LineKind.NUMBER),
        ("（示政办〔2030〕3 号）", LineKind.NUMBER),
        ("〔2030〕—124", LineKind.NUMBER),
        ("示公(交)[2030]102号", LineKind.NUMBER),
        ("财政部 税务总局公告 2030 年第 13 号", LineKind.NUMBER),
        ("第 728 号", LineKind.NUMBER),
        ("２０３０年３月１日", LineKind.DATE),
        ("二〇三〇年三月十一日", LineKind.DATE),
        ("各市人民政府：", LineKind.COLON),
        ("序号\t项目\t金额", LineKind.TABLE),
        ("请认真落实。", LineKind.PROSE),
        ("示财预〔2O3O〕l2号", LineKind.NUMBER),
    ],
)
def test_kind_of(text: str, kind: LineKind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "title", "page"),
    [
        ("关于示例的通知 (12)", "关于示例的通知", 12),
        ("关于示例的通知……12", "关于示例的通知", 12),
        ("关于示例的通知 ..... 12", "关于示例的通知", 12),
        ("关于示例的通知12", "关于示例的通知", 12),
        ("关于示例的通知 12", "关于示例的通知", 12),
        ("关于示例的通知 … (12-15)", "关于示例的通知", 12),
        ("发展规划(2030)", "发展规划(2030)", None),
        ("关于印发行动计划（2030—2032年）", "关于印发行动计划（2030—2032年）", None),
        ("第六批", "第六批", None),
    ],
)
def test_take_page(text: str, title: str, page: int | None) -> None:
    assert take_page(text, 3) == (title, page)


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("关于示例的通知(示政发〔2030〕3号)", "关于示例的通知", "示政发〔2030〕3号"),
        ("关于示例的通知〔示政发[2030] 3 号〕", "关于示例的通知", "示政发〔2030〕3号"),
        ("关于示例的通知 示政发〔2030〕3号", "关于示例的通知", "示政发〔2030〕3号"),
        ("关于示例的通知(示公(交)〔2030〕3号)", "关于示例的通知", "示公(交)〔2030〕3号"),
        ("关于示例的公告(2030 年第 6 号)", "关于示例的公告", "2030年第6号"),
        ("示例条例(国务院令 第728号)", "示例条例", "国务院令第728号"),
        ("关于示例的通知(〔2030〕—124)", "关于示例的通知", "〔2030〕—124"),
        ("示例办法(试行)", "示例办法(试行)", None),
        ("示例清单(2030年版)", "示例清单(2030年版)", None),
        ("关于示例的通知（2030年3月1日）", "关于示例的通知", None),
    ],
)
def test_take_number(text: str, title: str, number: str | None) -> None:
    assert take_number(text) == (title, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. 关于", ("arabic", 3, "关于")),
        ("12、关于", ("arabic", 12, "关于")),
        ("（十二）关于", ("chinese bracket", 12, "关于")),
        ("二十一、关于", ("chinese", 21, "关于")),
        ("一百零三、关于", ("chinese", 103, "关于")),
        ("第三部分 财税", ("part", 3, "财税")),
        ("[7] 关于", ("square", 7, "关于")),
        ("2030年工作要点", None),
        ("3.5%的税率", None),
    ],
)
def test_numbering(text: str, expected: tuple[str, int, str] | None) -> None:
    found = numbering(text)
    assert (found and (found.style, found.value, found.rest)) == expected


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("示政发〔2030〕3号", "示政发[2030] 3号", 1, 1),
        ("财政部 税务总局公告2030年第8号", "2030年第8号", 0.6, 0.6),
        ("示政发〔2030〕3号", "示政办发〔2030〕3号", 0.4, 0.4),
        ("示政发〔2030〕3号", "示政发〔2030〕13号", -1, -0.1),
        ("示政发〔2030〕3号", "无号", 0, 0),
    ],
)
def test_agreement(one: str, other: str, least: float, most: float) -> None:
    assert least <= agreement(parse_number(one), parse_number(other)) <= most
