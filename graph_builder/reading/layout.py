"""Lines that belong to the page and not to the text: page numbers and running heads.

A wrong guess here would take words from a document, so a line goes only where several pages bear each other out: a
page number by its marks or as one of a steady series, a running head by its return at the distance of a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_DASHES = "-—–－―─‐‑−~～·•∙・"
_MARKED_NUMBER = re.compile(rf"[{_DASHES}]{{1,4}}\s{{0,4}}(\d{{1,4}})\s{{0,4}}[{_DASHES}]{{1,4}}$")
_PAGE_N = re.compile(
    r"第\s{0,3}(\d{1,4})\s{0,3}页(?:\s{0,3}[/,，、（(]?\s{0,3}共\s{0,3}\d{1,4}\s{0,3}页[）)]?)?$"
    r"|共\s{0,3}\d{1,4}\s{0,3}页\s{0,3}[/,，、]?\s{0,3}第\s{0,3}(\d{1,4})\s{0,3}页$"
    r"|[Pp]age\s{0,3}(\d{1,4})(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?$"
)
_BARE_NUMBER = re.compile(r"\d{1,4}$")

# What returns in compendia as a line of the documents themselves. Never a running head.
_DOCUMENT_LINE = re.compile(
    r"[。；：，、！？;:,!?”]$"
    r"|^(?:[一二三四五六七八九十百]{1,4}[、.．]|[（(]|\d{1,3}[、.．）)]|第[一二三四五六七八九十百\d]{1,4}[条章节款编]|附[件表录]|[-*#|])"
    r"|^(?:目\s{0,4}录|序\s{0,2}号|单位|注|年\s{0,4}月\s{0,4}日|[×xX_…\s]{1,20}$)"
    r"|\d{4}\s{0,2}年\s{0,2}\d{1,2}\s{0,2}月(?:\s{0,2}\d{1,2}\s{0,2}日)?$|月[〇○一二三四五六七八九十\d]{1,3}日$"
    r"|[〔\[［](?:19|20)\d\d[〕\]］]"
    r"|(?:部|厅|局|委|署|院|行|会|社|办|办公厅|办公室|政府|法院|检察院|中心|集团|公司|总队|支队|组|党组|处|所|馆|站|校|大学|学院)$"
    r"|(?:文件|通知|公告|意见|决定|办法|方案|措施|函|批复|规定|细则|条例|通报|通告|议案|报告|请示|命令|令|决议|纪要|签章|盖章|附则|总则)[）)》]?$"
)
_EDGE_NUMBER = re.compile(
    rf"^[{_DASHES}\s]{{0,20}}\d{{1,4}}[{_DASHES}\s]{{0,20}}(?=[^\d年月日个万亿元%.．、])"
    rf"|(?<=[^\d第])[{_DASHES}\s]{{0,20}}\d{{1,4}}[{_DASHES}\s]{{0,20}}$"
)

_TITLE_END = re.compile(
    r"(?:关于|转发|印发|办法|规定|条例).{0,80}(?<=通知|公告|意见|决定|批复|通告|办法|规定|条例|细则)$"
)
_COUNTING = re.compile(r"[\d一二三四五六七八九十]")
_MISREAD = 12
"""One of so many characters of a title may be misread where it is printed again."""
_OPENING_LINES = 12
"""So many lines at the top of a text, blank ones left out, hold the title of a document that stands alone in it."""

_YEARS = range(1949, 2100)
"""—2019— may be what a slip left of a document number; so late a page of a compendium is rare."""
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_HEAD_MIN, _HEAD_MAX = 4, 40
_HEAD_COUNT = 5
"""Fewest returns of a running head."""
_HEAD_REGULAR = 0.75
"""Least share of its distances that lie near the usual one, or near two or three times it (pages without head)."""
_PAGE_LINES = range(10, 160)
"""The lines that a page, or two facing pages, can hold."""
_SERIES = 5
"""Fewest members of a series of bare page numbers."""
_MARGIN = 2
"""So many lines at the top and at the foot of a page are its margin."""
_MARGIN_SHARE = 0.4
"""Least share of the pages with the same line in the margin: left and right pages may have heads of their own."""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A line at the edge of a page: ``place`` counts 0, 1 from the top, -1, -2 from the foot."""

    number: int
    page: int
    place: int
    text: str


def noise_lines(lines: Sequence[str], pages: Sequence[int] | None = None) -> set[int]:
    """The 1-based numbers of the lines that are page numbers or running heads; few, and only where it is sure.

    ``pages`` is the page of each line where the format tells it. Without it, pages are seen in the text itself.
    """
    marked = {number for number, line in enumerate(lines, 1) if page_number(line) is not None}
    found = marked | _bare_series(lines)
    if pages is not None:
        found |= margin_noise(page_margins(lines, pages))
        return found
    return found | _running_heads(lines, found) | _title_heads(lines, marked)


def page_number(line: str) -> int | None:
    """The page number that a line states by its form alone: ``- 12 -``, ``·5·``, ``第 3 页 共 9 页``; else ``None``."""
    if len(line) > 60 or "\t" in line.strip():
        return None
    text = line.strip()
    if match := _MARKED_NUMBER.match(text):
        return int(match[1]) if int(match[1]) not in _YEARS else None
    if match := _PAGE_N.match(text):
        return int(next(group for group in match.groups() if group))
    return None


def is_document_line(text: str) -> bool:
    """Whether a short line has the form of a heading, issuer, number, date, title or sentence of a document."""
    return bool(_DOCUMENT_LINE.search(text))


# -- pages that the format tells ----------------------------------------------------------------------------------


def page_margins(lines: Sequence[str], pages: Sequence[int]) -> list[MarginLine]:
    """The first and last lines of each page that are not blank."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for number, (line, page) in enumerate(zip(lines, pages, strict=True), 1):
        if line.strip():
            by_page[page].append(number)
    return [
        MarginLine(number, page, place, lines[number - 1])
        for page, numbers in by_page.items()
        for place, number in edges(numbers)
    ]


def edges(ordered: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The first and last of some things that stand from top to foot, as (place, thing); none is given twice."""
    size = len(ordered)
    for index in range(min(_MARGIN, size)):
        yield index, ordered[index]
    for index in range(max(size - _MARGIN, _MARGIN), size):
        yield index - size, ordered[index]


def margin_noise(margins: Sequence[MarginLine]) -> set[int]:
    """The line numbers of page numbers and running heads among the lines at the edges of pages.

    A number is a page number if its distance from the count of the pages is that of others in the same place; a text
    is a running head if it stands in the same place of most pages, whatever number stands beside it.
    """
    pages = len({line.page for line in margins})
    least = max(3, _MARGIN_SHARE * pages)
    numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    heads: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    found: set[int] = set()
    for line in margins:
        text = line.text.strip()
        if page_number(text) is not None:
            found.add(line.number)
        elif _BARE_NUMBER.match(text):
            numbers[line.place, int(text) - line.page].append(line.number)
        elif (head := _head(text)) is not None:
            heads[line.place < 0, head].append(line.number)
    groups = (*((group, max(2, 0.2 * pages)) for group in numbers.values()), *((g, least) for g in heads.values()))
    for group, fewest in groups:
        if len(group) >= fewest:
            found.update(group)
    return found


# -- pages that only the text tells -------------------------------------------------------------------------------


def _bare_series(lines: Sequence[str]) -> set[int]:
    """Numbers alone between blank lines that count the pages: each one to three more, a page of lines further on."""
    chains: dict[int, list[int]] = {}
    done: list[list[int]] = []
    for number, value in _lonely_numbers(lines):
        for step in (1, 2, 3):
            chain = chains.get(value - step)
            if chain and number - chain[-1] in range(_PAGE_LINES.start * step, _PAGE_LINES.stop * step):
                del chains[value - step]
                break
        else:
            chain = []
            done.append(chain)
        chain.append(number)
        chains[value] = chain
    return {number for chain in done if len(chain) >= _SERIES and _is_steady(chain) for number in chain}


def _lonely_numbers(lines: Sequence[str]) -> Iterable[tuple[int, int]]:
    for index, line in enumerate(lines):
        text = line.strip() if len(line) < 20 and "\t" not in line else ""
        if not text or not _BARE_NUMBER.match(text):
            continue
        around = (lines[index - 1] if index else "", lines[index + 1] if index + 1 < len(lines) else "")
        if not any(other.strip() for other in around):
            yield index + 1, int(text)


def _running_heads(lines: Sequence[str], page_numbers: set[int]) -> set[int]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if number not in page_numbers and (head := _head(line)) is not None:
            places[head].append(number)
    found: set[int] = set()
    for numbers in places.values():
        if len(numbers) >= _HEAD_COUNT and _is_steady(numbers):
            found.update(numbers)
    return found


def _title_heads(lines: Sequence[str], page_numbers: set[int]) -> set[int]:
    """Lines behind a page number that print the title at the top of the text once more, with its issuers.

    The issuers may stand apart from it: an order (某省人民政府令) has the title of its text further down.
    """
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    opening = filled[:_OPENING_LINES]
    printed = ["".join(lines[number - 1].split()) for number in opening]
    # whole lines only: a title inside the title (关于转发《…》的通知) may head the text that is passed on
    titles = {
        "".join(printed[first:last]) for first in range(len(printed)) for last in range(first + 1, len(printed) + 1)
    }
    found: set[int] = set()
    for before, number in pairwise(filled[len(opening) :]):
        text = "".join(lines[number - 1].split()) if before in page_numbers else ""
        if not _HEAD_MIN < len(text) < _HEAD_MAX * 2 or not _TITLE_END.search(text):
            continue
        if any(_prints(text, title, printed) for title in titles):
            found.add(number)
    return found


def _same(text: str, title: str) -> bool:
    """Whether two lines are one, but for what a scanner misreads; a year or a batch that differs is another's."""
    if len(text) != len(title):
        return False
    differing = [pair for pair in zip(text, title, strict=True) if pair[0] != pair[1]]
    return len(differing) <= len(text) // _MISREAD and not _COUNTING.search("".join(map("".join, differing)))


def _prints(text: str, title: str, printed: Sequence[str]) -> bool:
    """Whether a line is a title, alone or behind what a line at the top of the text begins with."""
    at = len(text) - len(title)
    return (
        at >= 0
        and len(title) > _HEAD_MIN
        and any(line.startswith(text[:at]) for line in printed)
        and _same(text[at:], title)
    )


def _head(line: str) -> str | None:
    """The line as a running head, without its blanks and the page number beside it; ``None`` if it can be none."""
    if len(line) > _HEAD_MAX * 2 or "\t" in line.strip() or "**" in line:
        return None
    text = line.strip()
    if not text or is_document_line(text) or _is_table_row(text):
        return None
    head = "".join(_EDGE_NUMBER.sub("", text).split())
    return head if _HEAD_MIN <= len(head) <= _HEAD_MAX and not is_document_line(head) else None


def _is_table_row(text: str) -> bool:
    """Whether a line looks like a row whose tabs were lost: many words apart, or several years beside each other."""
    return sum(len(word) > 1 for word in text.split()) > 3 or len(_YEAR.findall(text)) > 1


def _is_steady(numbers: Sequence[int]) -> bool:
    """Whether lines return at the distance of a page: near the usual one, or a small multiple of it."""
    gaps = [after - before for before, after in pairwise(numbers)]
    usual = median(gaps)
    if not _PAGE_LINES.start <= usual < _PAGE_LINES.stop:
        return False
    near = Counter(_is_near(gap / usual) for gap in gaps)
    return near[True] >= _HEAD_REGULAR * len(gaps)


def _is_near(ratio: float) -> bool:
    times = round(ratio)
    return 1 <= times <= 3 and abs(ratio - times) <= 0.35
