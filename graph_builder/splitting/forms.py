"""The forms of single lines: what a line is, and what of it counts when two lines are compared."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import Any

from graph_builder.knowledge import load_yaml
from graph_builder.text import plain_signs

LONGEST_HEADING_LINE = 160
"""A line with more characters is prose: the longest title printed in one line has about 110."""

_KEEP = re.compile(r"[^0-9A-Za-z\u3007\u4e00-\u9fff]+")
_MARKUP = re.compile(r"^[\s\u3000\ufeff>#|]*(?:[-*•·●■□◆]\s+)?[\s\u3000|]*")
_PAREN_TAIL = re.compile(r"[(（〔\[【][^()（）〔〕\[\]【】]{0,40}[)）〕\]】]$")
_YEAR = r"[〔\[［（(【]\d{4}[〕\]］）)】]"
_NUMBER_LINE = re.compile(
    rf"[(（]?(?:发文字号[:：])?(?:[\u4e00-\u9fffA-Za-z（）()]{{0,24}}{_YEAR}[—－\-第]{{0,2}}\d{{1,5}}号?"
    r"|[\u4e00-\u9fff]{0,50}\d{4}年第\d{1,4}号"
    r"|[\u4e00-\u9fff]{0,40}[令告]?第\d{1,4}号)[)）]?"
)
_DATE_LINE = re.compile(
    r"[(（]?(?:\d{4}|[〇○零一二三四五六七八九十]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[)）]?"
)
_TABLE_CELLS = 2


class LineKind(Enum):
    """What a line is to the splitter. ``SHORT`` lines may belong to a heading, the others break or close one."""

    BLANK = "blank"
    SHORT = "short"
    NUMBER = "number"
    DATE = "date"
    COLON = "colon"
    TABLE = "table"
    PROSE = "prose"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list ``name`` in ``data/splitting/layout.yaml``, blanks removed."""
    return tuple(tight(word) for word in _layout()[name]["words"])


@cache
def _layout() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = load_yaml("splitting/layout.yaml")
    return content


def bare(raw: str) -> str:
    """The line without bullets, heading and bold marks and table bars, runs of blanks as one blank."""
    text = _MARKUP.sub("", raw, count=1).replace("**", "")
    return " ".join(text.replace("\ufeff", "").split()).strip(" |")


def tight(text: str) -> str:
    """The text without any blanks, digits half-width."""
    return plain_signs("".join(text.split()))


def squash(text: str) -> str:
    """Only what tells two names apart: Chinese characters, Latin letters and digits."""
    return _KEEP.sub("", plain_signs(text))


def kind_of(raw: str) -> LineKind:
    """What the line is."""
    if not raw or raw.isspace():
        return LineKind.BLANK
    if len(raw) > LONGEST_HEADING_LINE or "。" in raw:
        return LineKind.PROSE
    if raw.strip().count("\t") >= _TABLE_CELLS or raw.count("|") > _TABLE_CELLS:
        return LineKind.TABLE
    text = tight(bare(raw))
    if not text:
        return LineKind.BLANK
    if text[-1] in "：:":
        return LineKind.COLON
    if text[-1] in "；;，,":
        return LineKind.PROSE
    if any(map(str.isdigit, text)) or "〇" in text:
        if _DATE_LINE.fullmatch(text):
            return LineKind.DATE
        if is_number(text):
            return LineKind.NUMBER
    elif text[0] in "二" and _DATE_LINE.fullmatch(text):
        return LineKind.DATE
    return LineKind.SHORT


def is_number(text: str) -> bool:
    """Whether a line without blanks holds a 发文字号 and nothing else."""
    return _NUMBER_LINE.fullmatch(text) is not None


def without_tail(text: str) -> str:
    """The text without a bracket at its end: ``管理办法（试行）`` -> ``管理办法``."""
    return _PAREN_TAIL.sub("", text).rstrip('》」”"）) ')


def ends_in_kind(text: str, name: str = "kinds") -> bool:
    """Whether a text without blanks ends as titles do (a list of kinds in the data)."""
    return without_tail(text).endswith(words(name)) or text.endswith(words(name))


def is_agency(text: str) -> bool:
    """Whether a short line without blanks has the form of an issuer: ends as a body's name does, no punctuation."""
    return 1 < len(text) <= 60 and text.endswith(words("agency_endings")) and not re.search(r"[，。；：:、《》]", text)
