"""When two printings of a title, number or date are one, as far as an evaluation is concerned."""

from __future__ import annotations

import re
from datetime import date

_NOT_PLAIN = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_BARE_NUMBER = re.compile(r"\A(?:公告|令)?(?:\d{4}年)?\d+号")


def plain(text: str | None) -> str:
    """The Chinese characters, Latin letters and digits of ``text``."""
    return _NOT_PLAIN.sub("", text or "")


def core(title: str | None) -> str:
    """The title from 关于 on, where at most the issuers stand before it."""
    text = plain(title)
    return text[at:] if 0 < (at := text.find("关于")) < 40 else text


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are one: equal from 关于 on, or the shorter one at least seven tenths of the other."""
    short, long = sorted((core(one), core(other)), key=len)
    return bool(short) and (short == long or (short in long and len(short) >= 0.7 * len(long)))


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers are one: 财政部税务总局公告2020年第8号 and 公告2020年第8号 are, 18号 and 8号 are not."""
    short, long = sorted((plain(text).replace("第", "") for text in (one, other)), key=len)
    if short == long:
        return True
    rest = long.removesuffix(short)
    return bool(_BARE_NUMBER.fullmatch(short)) and rest != long and not rest[-1].isdigit()


def same_day(one: date | None, other: date | None) -> bool:
    """Within a day: a period of three years may be counted with or without its first day."""
    return one is not None and other is not None and abs((one - other).days) <= 1
