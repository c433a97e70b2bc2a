"""What a scanner makes of a page: other brackets, blanks, signs that look alike, lost marks, lines broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

from benchmarks.country.model import pick

_BRACKETS = tuple(pair.split() for pair in ("[ ]", "［ ］", "（ ）", "( )", "【 】", "﹝ ﹞", "〔 ]", "[ 〕"))
_ALIKE_DIGITS = {"0": "O", "1": "l"}
_PAIRS = ["已己", "未末", "土士", "人入", "日曰", "千干", "问间", "候侯", "贷货", "治冶", "拨拔", "科料", "太大"]
_ALIKE = {pair[at]: pair[1 - at] for pair in _PAIRS for at in (0, 1)}
_MARKS = re.compile("[，、]")
_SCANS = 10
"""Of so many times the share of errors the documents are scans as a whole: lines of even width, pages with numbers."""
_MOST_SCANS = 0.5
_PAGE = 24


class Scanner:
    """Errs at ``rate`` of the places where it can, by the chances of ``rng``."""

    def __init__(self, rng: Random, rate: float) -> None:
        self._rng = rng
        self._rate = rate
        self.scan = rng.random() < min(_MOST_SCANS, rate * _SCANS)

    def _errs(self) -> bool:
        return self._rng.random() < self._rate

    def number(self, number: str) -> str:
        """A document number with brackets of another kind, blanks within, or a letter for a digit."""
        if self._errs():
            opening, closing = pick(self._rng, _BRACKETS)
            number = number.replace("〔", opening).replace("〕", closing)
        if self._errs():
            at = 1 + int(self._rng.random() * (len(number) - 1))
            number = number[:at] + pick(self._rng, (" ", "  ", "\u3000")) + number[at:]
        if self._errs():
            number = self._alike(number, _ALIKE_DIGITS)
        return number

    def title(self, title: str) -> str:
        """A title with one character for another that looks like it."""
        return self._alike(title, _ALIKE) if self._errs() else title

    def _alike(self, text: str, table: dict[str, str]) -> str:
        places = [at for at, sign in enumerate(text) if sign in table]
        if not places:
            return text
        at = pick(self._rng, places)
        return text[:at] + table[text[at]] + text[at + 1 :]

    def closing(self) -> str:
        """》, or nothing where it got lost."""
        return "" if self._errs() else "》"

    def sentence(self, text: str) -> str:
        """A sentence that may have lost one of its marks."""
        if not self._errs():
            return text
        marks = [match.start() for match in _MARKS.finditer(text)]
        if not marks:
            return text
        at = pick(self._rng, marks)
        return text[:at] + text[at + 1 :]

    def pages(self, paragraphs: Iterable[str], head: str) -> Iterator[str]:
        """The lines of a scan: paragraphs broken at an even width, with page numbers and running heads between."""
        width = 26 + int(self._rng.random() * 12)
        style = pick(self._rng, ("— {} —", "- {} -", "—{}—", "第{}页"))
        running = head if self._rng.random() < 0.3 else ""
        count, page = 0, 1
        for paragraph in paragraphs:
            for at in range(0, max(len(paragraph), 1), width):
                yield paragraph[at : at + width]
                count += 1
                if count % _PAGE == 0:
                    yield style.format(page)
                    page += 1
                    if running:
                        yield running
