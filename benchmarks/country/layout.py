"""How a document is laid out (GB/T 9704-2012): head, title, number, addressees, the form of an order, the end."""

from __future__ import annotations

from datetime import date
from random import Random

from benchmarks.country.bodies import Body
from benchmarks.country.model import Heading, pick
from benchmarks.country.noise import Scanner
from graph_builder.model import Level

_DIGITS = "〇一二三四五六七八九"
ORDINALS: tuple[str, ...] = (
    "",
    *"一二三四五六七八九十",
    *(f"十{n}" for n in "一二三四五六七八九"),
    "二十",
    "二十一",
    "二十二",
)
_TITLE_WIDTH = 22


def plain_day(day: date) -> str:
    """2021年3月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_day(day: date) -> str:
    """二〇二一年三月十二日."""
    year = "".join(_DIGITS[int(sign)] for sign in str(day.year))
    return f"{year}年{_spelled(day.month)}月{_spelled(day.day)}日"


def _spelled(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def heading_lines(heading: Heading, rng: Random, scanner: Scanner) -> list[str]:
    """Everything above the text."""
    number = scanner.number(_number(heading, rng))
    title = _title(heading, rng, scanner)
    style = rng.random()
    if style < 0.2 and heading.kind != "公告":
        lines = [f"{heading.issuers[0].name}文件", "", number, "", *title]
    elif style < 0.45:
        lines = [number, "", *title]
    else:
        lines = [*title, "", number]
    addressees = _addressees(heading, rng)
    return [*lines, "", f"{addressees}：", ""] if addressees else [*lines, ""]


def _number(heading: Heading, rng: Random) -> str:
    if heading.kind == "公告":
        apart = " ".join(body.cited for body in heading.issuers)
        tail = heading.number[heading.number.index("公告") :]
        return apart + tail if rng.random() < 0.7 else tail
    return heading.number


def _title(heading: Heading, rng: Random, scanner: Scanner) -> list[str]:
    """The issuers and the title, in one line or in several; from four issuers on 财政部等四部门."""
    title = scanner.title(heading.title)
    names = [body.cited if body.place is None else body.name for body in heading.issuers]
    many = len(names) > 3
    issuers = [heading.together] if many else [" ".join(names)] if rng.random() < 0.6 else names
    if len(issuers) == 1 and len(issuers[0]) + len(title) < _TITLE_WIDTH + 8:
        return [issuers[0] + title]
    return [*issuers, *_broken(title)]


def _broken(title: str) -> list[str]:
    """A long title in lines of even length."""
    count = -(-len(title) // _TITLE_WIDTH)
    width = -(-len(title) // count)
    return [title[at : at + width] for at in range(0, len(title), width)]


def _addressees(heading: Heading, rng: Random) -> str | None:
    if heading.kind in {"公告", "决定"}:
        return None
    body = heading.issuers[0]
    if body.place is None:
        return pick(
            rng,
            (
                "各省、自治区、直辖市人民政府，国务院有关部门",
                "各省、自治区、直辖市及计划单列市有关厅（局）",
                "各省、自治区、直辖市人民政府",
            ),
        )
    if heading.kind == "批复":
        return heading.title.removeprefix("关于同意").partition("开展")[0] + "人民政府"
    if body.place.level is Level.PROVINCIAL:
        return pick(rng, ("各市人民政府，各有关部门", f"各市、县人民政府，{body.place.word}有关部门", "各有关单位"))
    return pick(rng, ("各县（市、区）人民政府，各有关部门", "各有关单位", f"{body.place.word}直各部门"))


def order_lines(heading: Heading, rng: Random, scanner: Scanner, start: date) -> list[str]:
    """The head of an order, above the text that it promulgates and that holds from ``start`` on."""
    body = heading.issuers[0]
    number = heading.number[heading.number.index("令") + 1 :]
    name = (
        body.name if body.place or body.name.startswith("国家") or rng.random() < 0.5 else f"中华人民共和国{body.name}"
    )
    meeting = "政府常务会议" if body.place else pick(rng, ("部务会议", "办公会议"))
    day, title, session = plain_day(heading.day), heading.title, 1 + int(rng.random() * 40)
    text = pick(
        rng,
        (
            f"《{title}》已经{day}第{session}次{meeting}审议通过，现予公布，自{plain_day(start)}起施行。",
            f"现公布《{title}》，自{plain_day(start)}起施行。",
        ),
    )
    return [f"{name}令", "", scanner.number(number), "", text, "", f"{_chief(body)} （签名）", day]


def _chief(body: Body) -> str:
    """Who signs an order: 部长, 省长, 主席."""
    if body.place is None:
        return "部长"
    return "主席" if body.place.word == "自治区" else f"{body.place.word}长"


def closed(kind: str, rng: Random) -> list[str]:
    """The formula at the end of the text, where the kind has one."""
    formula = {"公告": "特此公告。", "批复": "此复。", "函": "特此函告。", "通知": "特此通知。"}.get(kind)
    usual = kind in ("公告", "批复")
    return [formula] if formula and (usual or rng.random() < 0.2) else []
