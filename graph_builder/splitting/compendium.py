"""Split a compendium by its table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import Issue, IssueLevel
from graph_builder.splitting.alignment import Aligner, Place
from graph_builder.splitting.catalogue import Catalogue
from graph_builder.splitting.entries import Entry
from graph_builder.splitting.forms import LineKind, bare, is_agency, kind_of, squash, tight
from graph_builder.splitting.headings import Line, endings, runs
from graph_builder.splitting.numbers import agreement, parse_number
from graph_builder.splitting.orders import order_before
from graph_builder.text import DocumentText, SourceText

_JOINT = re.compile(r"等([二三四五六七八九十]{1,3}|\d{1,2})个?(?:部门|单位|厅局|部委)")
_MANY = 30
_FRONT_LINES = 200
_NEAR = 3
_LONGEST_CHAPTER = 20
_MISREAD = 3


class Compendium:
    """One table of contents and the body (``first`` to ``last``) that it lists."""

    def __init__(
        self,
        source: SourceText,
        noise: frozenset[int],
        catalogue: Catalogue,
        body: Sequence[range],
        furniture: frozenset[str],
    ) -> None:
        self._source = source
        self._noise = noise
        self.catalogue = catalogue
        self._body = body
        self._furniture = furniture | catalogue.headings
        self.places: list[Place | None] = self._align()

    def _align(self) -> list[Place | None]:
        numbers = (number for part in self._body for number in part if number not in self._noise)
        found = [ending for run in runs(self._source.lines, numbers) for ending in endings(run)]
        return Aligner(self.catalogue.entries, found).align()

    @property
    def share_found(self) -> float:
        """Share of the entries whose heading the body holds."""
        return sum(place is not None for place in self.places) / max(len(self.places), 1)

    def documents(self, offset: int) -> list[DocumentText]:
        """The documents in order; running numbers continue after ``offset``."""
        found: list[tuple[int, Entry]] = []
        floor = self._body[0].start - 1
        for entry, place in zip(self.catalogue.entries, self.places, strict=True):
            if place is not None:
                start = first_line(entry, place, floor)
                found.append((order_before(self._source.lines, start, floor, entry.core), entry))
                floor = place.ending.line
        texts: list[DocumentText] = []
        for index, (first, entry) in enumerate(found):
            following, after = found[index + 1] if index + 1 < len(found) else (self._body[-1].stop, None)
            last = self._last_line(first, following, after is not None and after.category != entry.category)
            if not entry.matter:
                texts.append(_document(self._source, entry, first, last, offset))
        return texts

    def issues(self) -> list[Issue]:
        """One for each entry whose heading the body does not hold."""
        return [
            Issue(
                IssueLevel.ERROR,
                "catalogue_entry_not_found",
                self._source.file,
                entry.line,
                f"{entry.ordinal}. {entry.title}" + (f" ({entry.number_text})" if entry.number_text else ""),
            )
            for entry, place in zip(self.catalogue.entries, self.places, strict=True)
            if place is None and not entry.matter
        ]

    def _last_line(self, first: int, following: int, new_chapter: bool) -> int:
        """The last line with text before ``following`` that is no chapter heading or title page of a volume.

        Where a ``new_chapter`` begins its heading is known even if some of its characters are misread.
        """
        last = cut = following
        for number in range(following - 1, first, -1):
            raw = self._source.lines[number - 1]
            if number in self._noise or not self._in_body(number) or kind_of(raw) is LineKind.BLANK:
                continue
            squashed = squash(bare(raw))
            printed_before = squashed in self._furniture
            misread = new_chapter and cut == following and self._is_misread_heading(raw, squashed)
            if (
                misread
                or squashed in self.catalogue.headings
                or (cut < following and printed_before and not _signs(raw))
            ):
                cut = number
            elif not printed_before:
                break
        last = cut - 1
        while last > first and (
            last in self._noise or not self._in_body(last) or kind_of(self._source.lines[last - 1]) is LineKind.BLANK
        ):
            last -= 1
        return last

    def _is_misread_heading(self, raw: str, squashed: str) -> bool:
        if not squashed or kind_of(raw) is not LineKind.SHORT or _signs(raw) or len(squashed) > _LONGEST_CHAPTER:
            return False
        return any(
            abs(len(heading) - len(squashed)) <= 1
            and heading[0] == squashed[0]
            and len(set(heading) & set(squashed)) * _MISREAD >= len(set(heading))
            for heading in self.catalogue.headings
            if heading
        )

    def _in_body(self, number: int) -> bool:
        return any(number in part for part in self._body)


def first_line(entry: Entry, place: Place, floor: int) -> int:
    """The first line of the heading: issuer lines and a number line above the title belong to it."""
    lines = place.ending.run.lines
    at = place.first
    names = squash(entry.issuers)
    budget = _issuer_count(entry)
    seen = {line.squashed for line in lines[at : place.ending.index + 1]}
    while at > 0 and lines[at].number - lines[at - 1].number <= _NEAR and lines[at - 1].number > floor:
        above = lines[at - 1]
        if above.kind is LineKind.NUMBER:
            if agreement(entry.number, parse_number(above.text)) < 0.6:
                break
        elif above.squashed in seen or budget <= 0 or not _is_issuer_of(above, names, entry):
            break
        else:
            budget -= 1
            seen.add(above.squashed)
        at -= 1
    return lines[at].number


def _signs(raw: str) -> bool:
    """Whether a line may belong to the signature of a document: a body or a date."""
    text = tight(bare(raw))
    return is_agency(text) or text[-1:] in "日月"


def _issuer_count(entry: Entry) -> int:
    if _JOINT.search(entry.title):
        return _MANY
    return max(len(entry.issuers.split()), 1) + 1


def _is_issuer_of(line: Line, names: str, entry: Entry) -> bool:
    """Whether an issuer line names an issuer of the entry, in full or shortened (税务总局 for 国家税务总局)."""
    if not is_agency(line.text):
        return False
    if not names or _JOINT.search(entry.title):
        return True
    return _within(line.squashed, names) or any(_within(squash(name), line.squashed) for name in entry.issuers.split())


def _within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _document(source: SourceText, entry: Entry, first: int, last: int, offset: int) -> DocumentText:
    return DocumentText(
        source=source,
        first=first,
        last=last,
        catalog_no=offset + entry.ordinal,
        catalog_title=entry.title,
        catalog_number=entry.number_text,
        category=entry.category,
        page=entry.page,
    )


def front_matter(source: SourceText, stop: int) -> frozenset[str]:
    """Squashed lines of the title pages before line ``stop``: they are printed again before each volume."""
    lines = source.lines[max(stop - 1 - _FRONT_LINES, 0) : stop - 1]
    return frozenset(squash(bare(raw)) for raw in lines if kind_of(raw) in (LineKind.SHORT, LineKind.DATE)) - {""}
