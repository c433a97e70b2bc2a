"""What the hits of a search are like, and which of them are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef
from api.questions.listing.answers import FacetValue
from api.questions.listing.documents import DocumentFilter
from api.questions.standing.answers import State
from graph_builder.model import Level

_ISSUERS = 100


@dataclass(frozen=True, slots=True)
class SearchFacets:
    """What the hits are like. Each facet counts those that fit all filters but its own; the most frequent value first.

    Years stand in their order; of issuers, by their present names, the first hundred are given. ``status`` is empty
    where no day was given, and where so many were found that their states were not asked for.
    """

    level: tuple[FacetValue, ...]
    issuer: tuple[FacetValue, ...]
    doc_type: tuple[FacetValue, ...]
    category: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]
    collection: tuple[FacetValue, ...]
    in_corpus: tuple[FacetValue, ...]
    status: tuple[FacetValue, ...]


_FACETS = frozenset(each.name for each in fields(SearchFacets))


@dataclass(slots=True)
class Candidate:
    """A document that holds the words, while it is ranked. ``issuers`` are as printed."""

    document: DocumentRef
    category: str | None
    issuers: frozenset[str]
    exact: bool = False
    named: bool = False
    score: float = 0.0
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, and the values that a document has for its facet."""

    values: Callable[[Candidate], Collection[Any]]
    chosen: frozenset[Any] = field(default=frozenset())

    def __call__(self, each: Candidate) -> bool:
        return not self.chosen or not self.chosen.isdisjoint(self.values(each))


def filters_of(wanted: DocumentFilter, states: Collection[State], agencies: AgencyNames) -> dict[str, Filter]:
    """The filters by the names of their facets."""
    names = frozenset(map(agencies.name, wanted.issuers))
    read = frozenset() if wanted.in_corpus is None else frozenset([wanted.in_corpus])
    between = frozenset([True]) if wanted.issued_from or wanted.issued_to else frozenset()
    inside = frozenset() if wanted.enclosed is None else frozenset([wanted.enclosed])
    return {
        "level": Filter(lambda each: (each.document.level,), frozenset(map(Level, wanted.levels))),
        "issuer": Filter(lambda each: {agencies.name(issuer) for issuer in each.issuers}, names),
        "doc_type": Filter(lambda each: (each.document.doc_type,), frozenset(wanted.doc_types)),
        "category": Filter(lambda each: (each.category,), frozenset(wanted.categories)),
        "year": Filter(
            lambda each: (each.document.issued_on.year if each.document.issued_on else None,), frozenset(wanted.years)
        ),
        "collection": Filter(lambda each: (each.document.collection,), frozenset(wanted.collections)),
        "in_corpus": Filter(lambda each: (each.document.in_corpus,), read),
        "enclosed": Filter(lambda each: (each.document.parent is not None,), inside),
        "issued": Filter(lambda each: (_is_issued_between(each, wanted),), between),
        "status": Filter(lambda each: (each.state,) if each.state else (), frozenset(states)),
    }


def failures_of(found: Sequence[Candidate], filters: Mapping[str, Filter]) -> list[list[str]]:
    """For each candidate the names of the filters that it does not fit."""
    choosing = {name: one for name, one in filters.items() if one.chosen}
    return [[name for name, one in choosing.items() if not one(each)] for each in found]


def facets_of(found: Sequence[Candidate], failed: Sequence[list[str]], filters: Mapping[str, Filter]) -> SearchFacets:
    """What the candidates are like, each facet counted over those that fit all other filters.

    ``failed`` is what :func:`failures_of` gives for them.
    """
    counted = {}
    for name, one in filters.items():
        if name not in _FACETS:
            continue
        counts: Counter[Any] = Counter()
        for each, fails in zip(found, failed, strict=True):
            if not fails or fails == [name]:
                counts.update(one.values(each))
        counted[name] = _values(counts, ordered=name == "year")
    facets = SearchFacets(**counted)
    return replace(facets, issuer=facets.issuer[:_ISSUERS])


def _is_issued_between(each: Candidate, wanted: DocumentFilter) -> bool:
    day = each.document.issued_on
    return day is not None and (wanted.issued_from or day) <= day <= (wanted.issued_to or day)


def _values(counts: Counter[Any], *, ordered: bool) -> tuple[FacetValue, ...]:
    def key(item: tuple[Any, int]) -> tuple[Any, ...]:
        value, n = item
        return (value is None, value or 0) if ordered else (value is None, -n, str(value))

    return tuple(FacetValue(value, n) for value, n in sorted(counts.items(), key=key))
