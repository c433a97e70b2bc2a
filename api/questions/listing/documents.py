"""Documents by their properties, page by page, and what those that fit are like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef
from api.questions.keeping import read_kept
from api.questions.listing.answers import DocumentFacets, Documents, FacetValue, ListedDocument, Month, Timeline
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question
from graph_builder.model import Level
from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

SORTS = ("order", "issued_on", "-issued_on", "title", "doc_number", "level")
"""What documents may be sorted by: the graph's order, or a property; with ``-`` the greatest first."""

_ISSUERS = 100


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What documents must be like: in each list one of the values (empty: any), ``None``: either.

    A document without a date of issue lies between no two days.
    """

    levels: Collection[Level] = field(default=())
    issuers: Collection[str] = field(default=())
    doc_types: Collection[str] = field(default=())
    categories: Collection[str] = field(default=())
    years: Collection[int] = field(default=())
    collections: Collection[str] = field(default=())
    in_corpus: bool | None = None
    enclosed: bool | None = None
    issued_from: date | None = None
    issued_to: date | None = None

    def params(self) -> dict[str, Any]:
        """The parameters of a statement."""
        return {
            "levels": [level.value for level in self.levels],
            "issuers": list(self.issuers),
            "doc_types": list(self.doc_types),
            "categories": list(self.categories),
            "years": list(self.years),
            "collections": list(self.collections),
            "in_corpus": self.in_corpus,
            "enclosed": self.enclosed,
            "issued_from": self.issued_from,
            "issued_to": self.issued_to,
        }

    def chosen(self, facet: str) -> Collection[Any]:
        """The values of a facet that fit; empty for any."""
        value = getattr(self, _FILTERS[facet])
        if facet in ("in_corpus", "enclosed"):
            return () if value is None else (value,)
        return cast("Collection[Any]", value)


_FILTERS = {
    "level": "levels",
    "doc_type": "doc_types",
    "category": "categories",
    "year": "years",
    "collection": "collections",
    "in_corpus": "in_corpus",
    "enclosed": "enclosed",
}
"""The filter that each property of the counts belongs to."""
_FACETS = tuple(name for name in _FILTERS if name != "enclosed")


@question
def list_documents(
    build: Snapshot, wanted: DocumentFilter, *, sort: str = "-issued_on", after: Place | None = None, limit: int = 50
) -> Documents:
    """A page of the documents that fit, sorted by one of :data:`SORTS`; those that lack the property come last.

    Raises :class:`~api.questions.listing.paging.PlaceError` where ``after`` is of another list.
    """
    if wanted.issuers:
        wanted = _under_all_names(wanted, AgencyNames.of(build))
    params = wanted.params()
    rows = build.read("list_documents", **params, **begin(build, sort, after), sort=sort, limit=limit + 1)
    total = sum(row["n"] for row in _fitting(_counts(build, wanted), wanted))
    items = tuple(ListedDocument(DocumentRef.of(row["document"]), row["category"]) for row in rows[:limit])
    return Documents(items, total, end(build, sort, rows, limit))


@question
def document_facets(build: Snapshot, wanted: DocumentFilter) -> DocumentFacets:
    """What the documents that fit are like; an agency counts under its present name."""
    agencies = AgencyNames.of(build)
    wanted = _under_all_names(wanted, agencies)
    counts = _counts(build, wanted)
    facets = {facet: _count(_fitting(counts, wanted, but=facet), facet) for facet in _FACETS}
    issuers: Counter[str] = Counter()
    for row in read_kept(build, "issuers_of_documents", **replace(wanted, issuers=()).params()):
        issuers.update({agencies.name(issuer): row["n"] for issuer in row["issuers"]})
    most = sorted(issuers.items(), key=lambda item: (-item[1], item[0]))[:_ISSUERS]
    return DocumentFacets(issuer=tuple(FacetValue(name, n) for name, n in most), **facets)


@question
def timeline(build: Snapshot, wanted: DocumentFilter) -> Timeline:
    """How many of the documents that fit were issued in each month, by level, in their order."""
    if wanted.issuers:
        wanted = _under_all_names(wanted, AgencyNames.of(build))
    rows = read_kept(build, "months_of_documents", **wanted.params())
    months = [Month(row["year"], row["month"], Level(row["level"]), row["n"]) for row in rows if row["year"]]
    levels = list(Level)
    months.sort(key=lambda each: (each.year, each.month, levels.index(each.level)))
    return Timeline(tuple(months), sum(row["n"] for row in rows if not row["year"]))


def _under_all_names(wanted: DocumentFilter, agencies: AgencyNames) -> DocumentFilter:
    return replace(wanted, issuers=agencies.all_of(wanted.issuers))


def _counts(build: Snapshot, wanted: DocumentFilter) -> list[Row]:
    """How many documents there are of each combination of properties: the same rows for most filters, read once."""
    params = wanted.params()
    asked = {name: params[name] for name in ("issuers", "issued_from", "issued_to")}
    return read_kept(build, "facets_of_documents", **asked)


def _fitting(rows: Iterable[Row], wanted: DocumentFilter, *, but: str | None = None) -> Iterator[Row]:
    """The combinations that fit, whatever they are in one of the properties."""
    chosen = {name: set(wanted.chosen(name)) for name in _FILTERS if name != but and wanted.chosen(name)}
    return (row for row in rows if all(row[name] in values for name, values in chosen.items()))


def _count(rows: Iterable[Row], facet: str) -> tuple[FacetValue, ...]:
    counts: Counter[Any] = Counter()
    for row in rows:
        counts[row[facet]] += row["n"]
    if facet == "year":
        ordered = sorted(counts.items(), key=lambda item: (item[0] is None, item[0] or 0))
    else:
        ordered = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], str(item[0])))
    return tuple(FacetValue(value, n) for value, n in ordered)
