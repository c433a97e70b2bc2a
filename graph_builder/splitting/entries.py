"""What one entry of a table of contents says: title, number, page, and the issuers before the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from graph_builder.splitting.forms import squash, tight
from graph_builder.splitting.numbers import Number, parse_number
from graph_builder.splitting.similarity import pairs

_PAGE_BRACKET = re.compile(r"[(（〔\[]\s?(\d{1,4})\s?[)）〕\]]$")
_PAGE_END = re.compile(r"[(（]?\s?(\d{1,4})(?:\s?[-—–~]\s?\d{1,4})?\s?[)）]?$")
_PAGE_BLANK = re.compile(r"(?<=[\u4e00-\u9fff)）》”])\s(\d{1,4})$")
_PAGE_GLUED = re.compile(r"(?<=[知见告函法案定施例划则令号复)）》])(\d{1,4})$")
_LEADERS = ".．·•…⋯—–_-"
_ELLIPSES = "…⋯"
_SIGN = r"[\u4e00-\u9fffA-Za-z]{1,16}[〔\[［]\d{4}[〕\]］]\s?第?\d{1,5}\s?号"
_NUMBER_TAIL = re.compile(rf"\s?({_SIGN})$")
_NUMBER_HEAD = re.compile(rf"[(（]?({_SIGN})[)）]?\s?(?=\S{{4}})")
_DATE_TAIL = re.compile(r"\s?[(（]?\d{4}\s?[年.-]\s?\d{1,2}\s?[月.-]\s?\d{1,2}\s?日?\s?(?:发布|印发)?[)）]?$")
_YEAR_BRACKETS = re.compile(r"[\[［(（【〔](\d{4})[\]］)）】〕]")
_OPENING = {"）": "（", ")": "(", "〕": "〔", "]": "[", "］": "［", "】": "【"}
_ACTS = ("关于", "转发", "印发", "发布", "《")
_LONGEST_ISSUERS = 120
_YEARS = range(1900, 2100)
_PAGE_JUMP = 600


@dataclass(frozen=True)
class Entry:
    """An entry: ``title`` with the issuers in front as printed, ``line`` the line that it starts in (1-based).

    ``matter`` marks a preface or an appendix of the book: it bounds documents and is none.
    """

    ordinal: int
    title: str
    number_text: str | None
    page: int | None
    category: str | None
    line: int
    matter: bool = False

    @cached_property
    def full(self) -> str:
        """The title with its issuers as :func:`squash` leaves it."""
        return squash(self.title)

    @cached_property
    def core(self) -> str:
        """The title without its issuers, squashed."""
        return squash(self.title[self._cut :])

    @cached_property
    def issuers(self) -> str:
        """The issuers in front of the title as printed, blanks between them kept."""
        return self.title[: self._cut].strip()

    @cached_property
    def number(self) -> Number | None:
        """Its document number as a key; one within the title counts too (海关公告2030年第2号)."""
        return parse_number(self.number_text or self.title)

    @cached_property
    def full_pairs(self) -> frozenset[str]:
        """The pairs of characters of ``full``."""
        return pairs(self.full)

    @cached_property
    def core_pairs(self) -> frozenset[str]:
        """The pairs of characters of ``core``."""
        return pairs(self.core)

    @property
    def _cut(self) -> int:
        cuts = [at for at in (self.title.find(act) for act in _ACTS) if 0 <= at <= _LONGEST_ISSUERS]
        return min(cuts, default=0)


def take_page(text: str, last: int | None) -> tuple[str, int | None]:
    """Cut the page number from the end of an entry's text; a year, or a page far beyond the ``last`` one, is none."""
    found = _PAGE_END.search(text)
    if not found:
        return text, None
    before = without_leader(text[: found.start()])
    if before != text[: found.start()].rstrip():
        return before, int(found[1])
    for form in (_PAGE_BRACKET, _PAGE_BLANK, _PAGE_GLUED):
        found = form.search(text)
        if found and _is_page(int(found[1]), last, form is _PAGE_BRACKET):
            return text[: found.start()].rstrip(), int(found[1])
    return text, None


def _is_page(page: int, last: int | None, bracketed: bool) -> bool:
    """Whether a number can be a page: one in brackets may start anew in each volume, but is no year."""
    if bracketed:
        return page not in _YEARS or page - (last or 0) <= _PAGE_JUMP
    return (last or 0) <= page <= (last or 0) + _PAGE_JUMP


def without_leader(text: str) -> str:
    """The text without dots or dashes that lead to a page number: two or more of them, or an ellipsis."""
    text = text.rstrip()
    start = text.rstrip(_LEADERS + " ")
    leader = text[len(start) :].replace(" ", "")
    return start if len(leader) > 1 or leader in tuple(_ELLIPSES) else text


def take_number(text: str) -> tuple[str, str | None]:
    """Cut the document number from the end or the start of an entry's text; a date at the end goes."""
    text = without_leader(_DATE_TAIL.sub("", text.rstrip()))
    inside = _last_bracket(text)
    if inside is not None:
        start, content = inside
        number = parse_number(content)
        if number is not None and ("号" in content or (number.year and content[-1:].isdigit())):
            return text[:start].rstrip(), _printed(content)
    found = _NUMBER_TAIL.search(text)
    if found and found.start() > 0:
        return text[: found.start()].rstrip(), _printed(found[1])
    found = _NUMBER_HEAD.match(text)
    if found:
        return text[found.end() :], _printed(found[1])
    return text, None


def _last_bracket(text: str) -> tuple[int, str] | None:
    """Start and content of the bracket that the text ends with, nested ones included: ``…(冀公(交)〔2020〕2号)``."""
    if not text or text[-1] not in _OPENING:
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in _OPENING:
            depth += 1
        elif text[at] in _OPENING.values():
            depth -= 1
            if depth == 0:
                return at, text[at + 1 : -1]
    return None


def _printed(number: str) -> str:
    """The number without blanks, the year in 〔〕 (GB/T 9704-2012, 7.2.5)."""
    return _YEAR_BRACKETS.sub(r"〔\1〕", tight(number))
