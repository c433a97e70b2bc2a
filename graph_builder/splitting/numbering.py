"""Running numbers of entries and chapters: 3. / （三）/ 第三章 / 3、 and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.splitting.entries import take_number, take_page
from graph_builder.splitting.forms import ends_in_kind, tight

CHINESE_DIGITS = "一二三四五六七八九十百零〇"
_FORMS = {
    "arabic": re.compile(r"(\d{1,4})\s?(?:[.．](?!\d)|、)\s?(?=\D|20\d\d)"),
    "bracket": re.compile(r"[(（](\d{1,4})[)）]\s?(?=\S)"),
    "square": re.compile(r"[\[【〔](\d{1,4})[\]】〕]\s?(?=\S)"),
    "chinese": re.compile(rf"([{CHINESE_DIGITS}]{{1,5}})\s?[、.．]\s?(?=\S)"),
    "chinese bracket": re.compile(rf"[(（]([{CHINESE_DIGITS}]{{1,5}})[)）]\s?(?=\S)"),
    "spaced": re.compile(r"(\d{1,4})\s(?=[\u4e00-\u9fff《])"),
    "part": re.compile(rf"第\s?([{CHINESE_DIGITS}\d]{{1,5}})\s?(?:部分|章|篇|编|辑|类|单元|节|专题)\s?[:：]?\s?"),
}
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line taken apart: style and value of its running number, and the text after it."""

    style: str
    value: int
    rest: str


def numbering(text: str) -> Numbered | None:
    """The running number that a line starts with, ``None`` if it has none."""
    for style, form in _FORMS.items():
        found = form.match(text)
        if found:
            return Numbered(style, _value(found[1]), text[found.end() :].strip())
    return None


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    ones = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
    hundreds, found, below = digits.rpartition("百")
    total = 100 * (ones.get(hundreds[-1:], 1) if found else 0)
    tens, found, last = below.rpartition("十")
    total += 10 * (ones.get(tens[-1:], 1) if found else 0)
    return total + ones.get(last[-1:], 0)


def is_listed(text: str) -> bool:
    """Whether a text names a document rather than a chapter: 关于…, or a kind of document at its end."""
    return "关于" in text or ends_in_kind(tight(text))


def entry_style(texts: Iterable[str]) -> str | None:
    """The style of number that the entries of a table of contents have, ``None`` if they have none.

    It is the one with the most titles of documents behind it; chapters have another.
    """
    counts: dict[str, int] = {}
    plain = 0
    for text in texts:
        numbered = numbering(text)
        if numbered is None:
            plain += take_page(text, None)[1] is not None and "关于" in text
            continue
        title = take_number(take_page(numbered.rest, None)[0])[0]
        counts[numbered.style] = counts.get(numbered.style, 0) + is_listed(title)
    style = max(counts, key=lambda name: counts[name], default=None)
    return style if style is not None and counts[style] >= max(_FEWEST, plain / 2) else None
