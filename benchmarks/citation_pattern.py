"""The citation pattern that extraction is compared with in speed: what a bare scan of the text would look for."""

from __future__ import annotations

import re

TITLE = r"《(?:[^《》]|《[^《》]*》)*》"
"""A title with the titles that stand in it; unlike the extraction, nothing is mended."""

_IN_BRACKETS = r"(?:（[^（）]{0,60}号[^（）]{0,30}）)?"
_OF_AGENCY = r"[\u4e00-\u9fff（）()]{1,16}[〔\[（(]\s*\d{4}\s*[〕\])）]\s*(?:第)?\s*\d+\s*号"
_OF_KIND = r"(?:公告|令)\s*(?:\d{4}\s*年)?\s*第\s*\d+\s*号"

CITATION = re.compile(f"{TITLE}{_IN_BRACKETS}|{_OF_AGENCY}|{_OF_KIND}")
"""A title with its number, or a number alone: agency letters, year and running number in all brackets that documents
are printed with and with their blanks (GB/T 9704-2012, 7.2.5), or 公告 and 令 with their running number."""

LEAN = re.compile(r"《[^《》]+》(?:（[^（）]*号[^（）]*）)?|[\u4e00-\u9fff]{2,10}〔\d{4}〕\d+号")
"""The least that still deserves the name: no nesting, one kind of bracket, no blanks, no announcements. Printed beside
:data:`CITATION` to show how much the comparison depends on the pattern."""


def count(pattern: re.Pattern[str], text: str) -> int:
    """Scan ``text`` once and count what the pattern finds."""
    return sum(1 for _ in pattern.finditer(text))
