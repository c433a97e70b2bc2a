"""Files with more than one table of contents: one per volume, or one of all volumes repeated in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_builder.model import Issue, IssueLevel
from graph_builder.splitting.catalogue import Catalogue
from graph_builder.splitting.compendium import Compendium, front_matter
from graph_builder.splitting.forms import LineKind, bare, kind_of, squash
from graph_builder.text import DocumentText, SourceText

_WELL_FOUND = 0.9
_REPEATED = 0.8
_ENOUGH_FOUND = 0.3
_FRONT_PROSE = 1
"""Lines of prose, numbers and addressees before a table of contents that opens a file: a title page has none."""
_TITLE_PAGE = 12
_SUBSTANTIAL = 300
"""Characters outside all documents that are worth an issue: a title page has fewer, a preface more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a compendium gave: documents in order and issues; ``first_body`` is where its first body starts."""

    documents: list[DocumentText]
    issues: list[Issue]
    first_body: int


def split_volumes(source: SourceText, noise: frozenset[int], catalogues: Sequence[Catalogue]) -> Found:
    """Split a text with tables of contents, each standing before what it lists.

    A list of documents that is headed 目录, but lists nothing that follows, is text of the document it stands in.
    """
    furniture = front_matter(source, catalogues[0].first) | _title_pages(source, catalogues)
    parts = _parts(source, noise, catalogues, furniture)
    trusted = [part.catalogue for part in parts if _is_trusted(source, part, catalogues)]
    if len(trusted) < len(parts):
        parts = _parts(source, noise, trusted, furniture)
    documents: list[DocumentText] = []
    issues: list[Issue] = []
    offset = index = 0
    while index < len(parts):
        part = parts[index]
        following = index + 1
        if part.share_found < _WELL_FOUND:
            while following < len(parts) and _repeats(trusted[following], part.catalogue):
                following += 1
            if following > index + 1:
                bodies = _bodies(source, trusted[index:following], trusted[following:])
                part = Compendium(source, noise, part.catalogue, bodies, furniture)
        documents += part.documents(offset)
        issues += part.issues()
        offset += part.catalogue.entries[-1].ordinal
        index = following
    if not trusted:
        return Found([], [], 1)
    issues += _outside(source, noise, trusted, documents, furniture)
    return Found(documents, issues, trusted[0].last + 1)


def _parts(
    source: SourceText, noise: frozenset[int], catalogues: Sequence[Catalogue], furniture: frozenset[str]
) -> list[Compendium]:
    return [
        Compendium(source, noise, catalogue, _bodies(source, [catalogue], catalogues[index + 1 :]), furniture)
        for index, catalogue in enumerate(catalogues)
    ]


def _is_trusted(source: SourceText, part: Compendium, catalogues: Sequence[Catalogue]) -> bool:
    """Whether a table of contents is one: its documents follow, it repeats an earlier one, or it opens the file."""
    if part.share_found >= _ENOUGH_FOUND:
        return True
    earlier = [catalogue for catalogue in catalogues if catalogue.first < part.catalogue.first]
    if earlier:
        return any(_repeats(part.catalogue, catalogue) for catalogue in earlier)
    before = source.lines[: part.catalogue.first - 1]
    return sum(kind_of(raw) in (LineKind.PROSE, LineKind.NUMBER, LineKind.COLON) for raw in before) <= _FRONT_PROSE


def _title_pages(source: SourceText, catalogues: Sequence[Catalogue]) -> frozenset[str]:
    """Squashed lines that stand right before more than one table of contents: the title pages of volumes."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for catalogue in catalogues:
        raws = source.lines[max(catalogue.first - 1 - _TITLE_PAGE, 0) : catalogue.first - 1]
        titles = {squash(bare(raw)) for raw in raws if kind_of(raw) is LineKind.SHORT} - {""}
        repeated |= titles & seen
        seen |= titles
    return frozenset(repeated)


def _bodies(source: SourceText, own: Sequence[Catalogue], later: Sequence[Catalogue]) -> list[range]:
    stops = [catalogue.first for catalogue in (*own[1:], *later[:1])]
    stops += [len(source.lines) + 1] * (len(own) - len(stops))
    return [range(catalogue.last + 1, stop) for catalogue, stop in zip(own, stops, strict=True)]


def _repeats(later: Catalogue, earlier: Catalogue) -> bool:
    known = {entry.full for entry in earlier.entries}
    return sum(entry.full in known for entry in later.entries) >= _REPEATED * len(later.entries)


def _outside(
    source: SourceText,
    noise: frozenset[int],
    catalogues: Sequence[Catalogue],
    documents: Sequence[DocumentText],
    furniture: frozenset[str],
) -> list[Issue]:
    """One issue for all text that belongs to no document and no table of contents, if it is substantial."""
    headings = furniture.union(*(catalogue.headings for catalogue in catalogues))
    taken = sorted([(part.first, part.last) for part in catalogues] + [(part.first, part.last) for part in documents])
    gaps: list[tuple[int, int]] = []
    size = 0
    at = 1
    for first, last in [*taken, (len(source.lines) + 1, len(source.lines) + 1)]:
        amount = sum(
            len(source.lines[number - 1].strip())
            for number in range(at, first)
            if number not in noise
            and kind_of(source.lines[number - 1]) is not LineKind.BLANK
            and squash(bare(source.lines[number - 1])) not in headings
        )
        if amount:
            gaps.append((at, first - 1))
            size += amount
        at = max(at, last + 1)
    if size < _SUBSTANTIAL:
        return []
    named = ", ".join(f"{first}-{last}" for first, last in gaps[:20])
    return [
        Issue(
            IssueLevel.WARNING,
            "outside_documents",
            source.file,
            gaps[0][0],
            f"{size} characters belong to no document: lines {named}",
        )
    ]
