"""Copies of a text under other numbers and titles, to see whether the time grows with the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph_builder.text import SourceText

_MOST = 20
_YEARED = re.compile(r"([〔\[（(]\s*(?:19|20)\d{2}\s*[〕\])）][\s\-—第]*)(\d{1,4})(?!\d)")
_SERIAL = re.compile(r"(第\s*)(\d{1,3})(?=\s*号)")
_STRIDE = 450
"""Between the running numbers of copies: 20 copies of a number of three digits stay below 10000."""

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def copy_of(source: SourceText, number: int, *, titles: bool = True) -> SourceText:
    """Copy ``number`` (0 to 19) of a text, line by line: every document number differs from those of the other copies.

    With ``titles`` two characters of the sexagenary cycle stand behind every 关于, so that titles differ too; the form
    of the table of contents and of the headings stays. Raises ``ValueError`` for a number out of range.
    """
    if not 0 <= number < _MOST:
        raise ValueError(f"copy {number}: only 0 to {_MOST - 1} have numbers of their own")
    mark = "关于" + _STEMS[number % 10] + _BRANCHES[number % 12] if titles else "关于"

    def of_year(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) * _MOST + number}"

    def of_kind(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + number * _STRIDE}"

    lines = []
    for line in source.lines:
        changed = _SERIAL.sub(of_kind, line) if "第" in line else line
        changed = _YEARED.sub(of_year, changed)
        lines.append(changed.replace("关于", mark))
    return replace(source, file=f"{number:02}-{source.file}", lines=tuple(lines))


def joined(sources: Sequence[SourceText]) -> SourceText:
    """Several texts one behind the other in one file."""
    lines = tuple(line for source in sources for line in source.lines)
    return replace(sources[0], lines=lines, pages=None)
