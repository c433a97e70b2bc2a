"""Find the tables of contents of a file and read their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_builder.splitting.assembly import join_parts, merge_strays
from graph_builder.splitting.entries import Entry, take_number, take_page
from graph_builder.splitting.forms import bare, ends_in_kind, squash, tight, words
from graph_builder.splitting.numbering import CHINESE_DIGITS, Numbered, entry_style, is_listed, numbering
from graph_builder.splitting.similarity import likeness

LONGEST_TOC_LINE = 260
_LONGEST_HEADING = 40
_LONGEST_CHAPTER = 20
_LOOK_AHEAD = 12
_FEWEST = 2
_SKIPPED = 5
_TITLE_LINES = 8
_REPEATED = 0.9
_VOLUME = re.compile(rf"[(（]?\s?(?:第\s?[{CHINESE_DIGITS}\d]{{1,3}}|[上中下{CHINESE_DIGITS}])\s?[卷册]\s?[)）]?")
_COUNT = re.compile(r"\s?[(（]\s?(?:共|计)?\s?\d{1,4}\s?[个件项篇条份部则]?\s?[)）]$")
_FOOTER = re.compile(r"\A[-—–·.\s]*(?:[ivxIVX]{1,6}|[-—–·]\s?\d{1,4}\s?[-—–·]|第\s?\d{1,4}\s?页.*)[-—–·.\s]*")
_DIGITS = re.compile(r"\d{1,4}")
_CONTINUES = ("的", "》", "（", "(", "〔", "及", "和", "、", "”")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table of contents: its lines ``first`` to ``last`` (1-based), its entries, its chapter and volume headings."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    headings: frozenset[str]
    """Chapter and volume headings as :func:`squash` leaves them, with and without number and count."""


@dataclass(slots=True)
class _Open:
    """An entry that is being read."""

    line: int
    category: str | None
    value: int | None
    parts: list[str] = field(default_factory=list)
    page: int | None = None


def find_catalogues(lines: tuple[str, ...], noise: frozenset[int]) -> list[Catalogue]:
    """All tables of contents of the file, in order."""
    found: list[Catalogue] = []
    initials = re.compile("[" + "".join(sorted({re.escape(title[0]) for title in words("catalogue_headings")})) + "]")
    number = 1
    while number <= len(lines):
        raw = lines[number - 1]
        if len(raw) < _LONGEST_HEADING and initials.search(raw) and is_catalogue_heading(raw):
            reader = _Reader(lines, noise, number, len(found))
            catalogue = reader.read()
            if catalogue is not None:
                found.append(catalogue)
            number = catalogue.last if catalogue is not None else reader.zone_end
        number += 1
    return found


def is_catalogue_heading(raw: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return tight(bare(raw)).strip("【】[]").upper() in words("catalogue_headings")


class _Reader:
    """Reads one table of contents that is headed at line ``head``; ``earlier`` ones stand before it in the file."""

    def __init__(self, lines: tuple[str, ...], noise: frozenset[int], head: int, earlier: int) -> None:
        self._lines = lines
        self._noise = noise
        self._head = head
        self._strict = earlier > 0
        self._entries: list[Entry] = []
        self._values: list[int | None] = []
        self._chapter: dict[str, str] = {}
        self._headings: set[str] = set()
        self._open: _Open | None = None
        self._last_page: int | None = None
        self._end = head
        self._zone = list(self._read_zone())
        self._style = entry_style(text for _, text in self._zone)
        self.zone_end = self._zone[-1][0] if self._zone else head
        self._paged = sum(take_page(text, None)[1] is not None for _, text in self._zone) >= _FEWEST
        self._by_lines = self._style is None and not self._paged

    def read(self) -> Catalogue | None:
        """The table of contents, ``None`` if what follows the heading is none."""
        for position, (number, text) in enumerate(self._zone):
            if self._restarts(position):
                break
            self._take(number, text)
        self._close()
        entries = merge_strays(self._entries, self._values)
        while entries and not entries[-1].matter and not is_listed(entries[-1].title) and not entries[-1].number_text:
            if entries[-1].page is not None:
                break
            entries.pop()
        listed = [entry for entry in entries if is_listed(entry.title) or entry.number_text]
        if len(listed) < _FEWEST or 2 * len(listed) < len(entries) or (self._strict and self._by_lines):
            return None
        return Catalogue(self._head, self._end, tuple(entries), frozenset(self._headings))

    def _read_zone(self) -> Iterator[tuple[int, str]]:
        """Lines that may belong to the table: up to prose, an addressee line, or the same table printed again."""
        seen: set[str] = set()
        headed = False
        for number in range(self._head + 1, len(self._lines) + 1):
            raw = self._lines[number - 1]
            if number in self._noise or not raw or raw.isspace():
                continue
            if len(raw) > LONGEST_TOC_LINE or "。" in raw:
                return
            text = bare(raw)
            if not text or _FOOTER.fullmatch(text):
                continue
            if is_catalogue_heading(raw):
                headed = True
                continue
            if text[-1] in "：:；;" or (headed and squash(text) in seen):
                return
            headed = False
            seen.add(squash(text))
            yield number, text

    def _restarts(self, position: int) -> bool:
        """Whether the body starts here: no more pages follow, or the first entry is printed again without a page."""
        number, text = self._zone[position]
        if not self._entries or take_page(text, self._last_page)[1] is not None or _DIGITS.fullmatch(text):
            return False
        if self._paged and self._open_done() and self._is_past(position):
            return True
        first = self._entries[0]
        start = squash(text)[:2]
        if not start or not (first.full.startswith(start) or first.core.startswith(start)) or number <= first.line + 1:
            return False
        ahead = self._zone[position : position + _TITLE_LINES]
        if any(_is_paged(part, self._last_page) for _, part in ahead[:4]):
            return False
        joined = squash("".join(part for _, part in ahead))
        return max(likeness(joined[: len(name)], name) for name in (first.full, first.core)) >= _REPEATED

    def _is_past(self, position: int) -> bool:
        """Whether no further line of a paged table follows soon: neither a page nor the next running number."""
        expected = (self._last_value() or 0) + 1
        for _, text in self._zone[position : position + _LOOK_AHEAD]:
            numbered = numbering(text)
            if _is_paged(text, self._last_page):
                return False
            if numbered and numbered.style == self._style and numbered.value == expected:
                return False
        return True

    def _last_value(self) -> int | None:
        if self._open is not None and self._open.value is not None:
            return self._open.value
        return next((value for value in reversed(self._values) if value is not None), None)

    def _take(self, number: int, text: str) -> None:
        self._end = number
        if _VOLUME.fullmatch(text):
            self._close()
            self._headings.add(squash(text))
            self._last_page = None
            return
        numbered = numbering(text)
        if self._take_chapter(text, numbered):
            return
        starts = numbered is not None and self._starts_entry(numbered)
        if self._ends_before(text):
            self._close()
        if starts or self._open is None:
            self._close()
            ours = numbered is not None and (starts or numbered.style == self._style)
            self._open = _Open(number, self._category(), numbered.value if numbered and starts else None)
            text = numbered.rest if numbered and ours else text
        self._extend(self._open, text)

    def _ends_before(self, text: str) -> bool:
        """Whether the entry being read ends before this line, without a page or a running number that would show it."""
        if self._open is None:
            return False
        complete = self._by_lines and self._open_done() and not text.startswith(_CONTINUES)
        return complete or len(self._open.parts) > _LOOK_AHEAD

    def _extend(self, entry: _Open, text: str) -> None:
        if _DIGITS.fullmatch(text) and entry.parts:
            text, entry.page = "", int(text)
        else:
            text, entry.page = take_page(text, self._last_page)
        if text:
            entry.parts.append(text)
        if entry.page is not None and entry.parts:
            self._close()

    def _starts_entry(self, numbered: Numbered) -> bool:
        if numbered.style != self._style:
            return False
        last = self._last_value()
        return last is None or numbered.value == 1 or last < numbered.value <= last + _SKIPPED

    def _take_chapter(self, text: str, numbered: Numbered | None) -> bool:
        """Whether the line is the heading of a chapter: numbered in another style than entries, or named as one."""
        plain = take_page(text, self._last_page)[0]
        name = _COUNT.sub("", plain).strip()
        counted = name != plain.strip()
        style = numbered.style if numbered else "plain"
        if style == self._style or not self._open_done() or "关于" in name:
            return False
        if numbered:
            if style in ("spaced", "arabic") and not counted:
                return False
            name = _COUNT.sub("", take_page(numbered.rest, self._last_page)[0]).strip()
        elif not counted and (len(name) > _LONGEST_CHAPTER or not name.endswith(words("chapter_endings"))):
            return False
        self._close()
        self._enter(style, name)
        self._headings |= {squash(text), squash(name), squash(_COUNT.sub("", plain)), squash(plain)} - {""}
        return True

    def _open_done(self) -> bool:
        """Whether no entry is being read, or the one that is could end here: with a number, or as a title ends."""
        if self._open is None:
            return True
        joined = tight("".join(self._open.parts))
        return ends_in_kind(joined) or take_number(joined)[1] is not None

    def _enter(self, style: str, name: str) -> None:
        """A chapter of a style closes the chapters below it: those of styles that were first seen later."""
        styles = list(self._chapter)
        if style in styles:
            for lower in styles[styles.index(style) :]:
                del self._chapter[lower]
        self._chapter[style] = name

    def _category(self) -> str | None:
        return next(reversed(self._chapter.values()), None)

    def _close(self) -> None:
        if self._open is None:
            return
        done, self._open = self._open, None
        title, number = take_number(join_parts(done.parts))
        if not title and number is None:
            return
        self._last_page = done.page if done.page is not None else self._last_page
        matter = tight(title) in words("matter")
        self._entries.append(Entry(0, title, number, done.page, done.category, done.line, matter))
        self._values.append(done.value)


def _is_paged(text: str, last: int | None) -> bool:
    return take_page(text, last)[1] is not None or _DIGITS.fullmatch(text) is not None
