"""Search with facets, filters and pages, and suggestions while someone types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from api.questions.answers import DocumentRef, PassageHit
from api.questions.listing.answers import FacetValue
from api.questions.listing.documents import DocumentFilter
from api.questions.snapshot import question
from api.questions.standing.answers import State
from api.questions.standing.deciding import status_of
from api.questions.standing.facts import read_facts
from api.questions.standing.once import read_once
from api.questions.words import Query, query_of, spans_of
from graph_builder.model import Level
from graph_builder.store import records
from graph_builder.store.keys import exact_key, match_key
from graph_builder.store.reading import Snapshot

SORTS = ("relevance", "-issued_on", "issued_on", "title")
"""What hits may be sorted by; with ``-`` the greatest first. Those without a date come last."""

_DOCUMENTS = 5000
_PASSAGES = 20_000
"""Most passages that are looked into; beyond that the answer is marked as cut."""
_PASSAGES_PER_DOCUMENT = 10
_AT_ONCE = 500
_DIGITS = 3
_ISSUERS = 100
_LATE = date.max


@dataclass(frozen=True, slots=True)
class SearchFacets:
    """What the hits are like. Each facet counts those that fit all filters but its own; the most frequent value first.

    Years stand in their order; of issuers, by their present names, the first hundred are given. ``status`` is empty
    where no day was given.
    """

    level: tuple[FacetValue, ...]
    issuer: tuple[FacetValue, ...]
    doc_type: tuple[FacetValue, ...]
    category: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]
    collection: tuple[FacetValue, ...]
    in_corpus: tuple[FacetValue, ...]
    status: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that a search found, and the chapter of the compendium that it is in.

    ``score`` is the share of its number, title or alias that the words make up, else of the shortest passage that
    holds them; ``exact``: its number is what was typed. ``passages`` are the best of the ``found`` ones that hold the
    words. ``state``: how it stands on the day asked for.
    """

    document: DocumentRef
    category: str | None
    score: float
    exact: bool
    passages: tuple[PassageHit, ...]
    found: int
    state: State | None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits from ``offset`` on, of ``total``. ``truncated``: the words are in more passages than were read."""

    hits: tuple[SearchHit, ...]
    total: int
    offset: int
    facets: SearchFacets
    on: date | None
    truncated: bool


class SuggestionKind(StrEnum):
    """What a suggestion is."""

    NUMBER = "number"
    TITLE = "title"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What someone may be about to type: ``id`` is a document's or an agency's, ``text`` what to show."""

    kind: SuggestionKind
    id: str
    text: str
    document: DocumentRef | None


@dataclass(slots=True)
class _Found:
    """A document that holds the words, while it is ranked."""

    document: DocumentRef
    category: str | None
    issuers: frozenset[str]
    exact: bool = False
    named: bool = False
    score: float = 0.0
    passages: int = 0
    state: State | None = None


@question
def faceted_search(
    build: Snapshot,
    words: str,
    *,
    wanted: DocumentFilter | None = None,
    states: Collection[State] = (),
    on: date | None = None,
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
) -> SearchAnswer:
    """Documents that hold all of ``words`` in their names or in one passage, and fit ``wanted``; all for no words.

    A number that was typed exactly comes first, whatever the brackets; then numbers, titles and aliases, then texts,
    and within each those of which the words make up the greater share. ``states`` filters by how they stand on the day
    ``on``. Raises :class:`ValueError` for another ``sort`` than :data:`SORTS`, and for ``states`` without a day.
    """
    if sort not in SORTS or (states and on is None):
        raise ValueError(f"sort is one of {SORTS}, and states need a day")
    query, wanted = query_of(words), wanted or DocumentFilter()
    found, truncated = _search(build, words, query)
    if on is not None:
        _set_states(build, found, on)
    tests = _tests(wanted, states, _Agencies(build))
    fitting = sorted((each for each in found if all(test(each) for test in tests.values())), key=_order(sort))
    page = fitting[offset : offset + limit]
    passages = _passages(build, query, page)
    return SearchAnswer(
        tuple(_hit(each, passages.get(each.document.id, ())) for each in page),
        len(fitting),
        offset,
        _facets(found, tests),
        on,
        truncated,
    )


@question
def suggest(build: Snapshot, prefix: str, *, limit: int = 10) -> tuple[Suggestion, ...]:
    """What someone may be about to type: numbers and titles that begin so, agencies, then titles that hold it."""
    key = match_key(prefix)[:100]
    if not key:
        return ()
    found: dict[tuple[SuggestionKind, str], Suggestion] = {}
    for statement, kind in (("numbers_beginning", SuggestionKind.NUMBER), ("titles_beginning", SuggestionKind.TITLE)):
        _suggest(found, kind, build.read(statement, key=key, limit=limit))
    agencies = build.read("agencies_like", words="".join(prefix.split())[:100], limit=limit)
    begun = [row for row in agencies if row["begins"]]
    for row in begun[: max(limit // 3, 1)] if found else agencies:
        found[SuggestionKind.AGENCY, row["id"]] = Suggestion(SuggestionKind.AGENCY, row["id"], row["name"], None)
    if len(found) < limit and len(key) > 1:
        rows = build.read("documents_by_words", query=query_of(prefix).text, key=key, limit=limit)
        _suggest(found, SuggestionKind.TITLE, rows)
    return tuple(found.values())[:limit]


def _suggest(
    found: dict[tuple[SuggestionKind, str], Suggestion], kind: SuggestionKind, rows: Iterable[dict[str, Any]]
) -> None:
    for row in rows:
        ref = DocumentRef.of(row["document"])
        known = any((each, ref.id) in found for each in (SuggestionKind.NUMBER, SuggestionKind.TITLE))
        text = ref.doc_number if kind is SuggestionKind.NUMBER and ref.doc_number else ref.title
        if not known:
            found[kind, ref.id] = Suggestion(kind, ref.id, text, ref)


# -- finding ----------------------------------------------------------------------------------------------------------


def _search(build: Snapshot, words: str, query: Query) -> tuple[list[_Found], bool]:
    found: dict[str, _Found] = {}

    def entry(row: Mapping[str, Any]) -> _Found:
        ref = DocumentRef.of(row["document"])
        return found.setdefault(ref.id, _Found(ref, row.get("category"), frozenset(ref.issuers)))

    if not query.text:
        for row in build.read("documents_to_search") if not words.strip() else []:
            entry(row)
        return list(found.values()), False
    key = exact_key(words)
    numbered = {row["document"]["id"] for row in build.read("documents_by_number", key=key)} if key else set()
    named = build.read("named_documents", query=query.text, limit=_DOCUMENTS)
    for row in named:
        if all(any(single in name for name in row["names"]) for single in query.singles):
            each = entry(row)
            each.named, each.score = True, _share_of_names(row, query)
    rows = build.read("documents_with_passages", query=query.text, singles=list(query.singles), limit=_PASSAGES)
    length = sum(map(len, query.terms))
    for row in rows:
        each = entry(row)
        each.passages = row["passages"]
        if not each.named:
            each.score = round(min(length / max(row["shortest"], 1), 1.0), _DIGITS)
    for document_id in numbered & found.keys():
        found[document_id].exact, found[document_id].score = True, 1.0
    return list(found.values()), len(named) >= _DOCUMENTS or sum(row["passages"] for row in rows) >= _PASSAGES


def _share_of_names(row: Mapping[str, Any], query: Query) -> float:
    document = row["document"]
    names = filter(None, (document["title"], document["doc_number"], *row["names"]))
    return max(_share(name, spans_of(name, query.terms)) for name in names)


def _share(text: str, spans: Iterable[tuple[int, int]]) -> float:
    return round(sum(end - start for start, end in spans) / max(len(text), 1), _DIGITS)


def _set_states(build: Snapshot, found: Sequence[_Found], on: date) -> None:
    read = [each for each in found if each.document.in_corpus]
    for start in range(0, len(read), _AT_ONCE):
        part = read[start : start + _AT_ONCE]
        facts = read_facts(build, [each.document.id for each in part])
        for each in part:
            each.state = status_of(facts, each.document.id, on).state


def _order(sort: str) -> Callable[[_Found], tuple[Any, ...]]:
    def by_relevance(each: _Found) -> tuple[Any, ...]:
        return not each.exact, not each.named, -each.score, not each.document.in_corpus, *newest(each)

    def newest(each: _Found) -> tuple[Any, ...]:
        day = each.document.issued_on
        return -day.toordinal() if day else 0, each.document.id

    def oldest(each: _Found) -> tuple[Any, ...]:
        return each.document.issued_on or _LATE, each.document.id

    def by_title(each: _Found) -> tuple[Any, ...]:
        return each.document.title, each.document.id

    return {"relevance": by_relevance, "-issued_on": newest, "issued_on": oldest, "title": by_title}[sort]


def _passages(build: Snapshot, query: Query, page: Sequence[_Found]) -> dict[str, list[PassageHit]]:
    ids = [each.document.id for each in page if each.passages]
    found: dict[str, list[PassageHit]] = {}
    if ids:
        for row in build.read("passages_found_in", query=query.text, singles=list(query.singles), ids=ids):
            passage = row["passage"]
            spans = spans_of(passage["text"], query.terms)
            hit = PassageHit(passage["id"], passage["line"], passage["label"], passage["text"], spans)
            found.setdefault(row["document"], []).append(hit)
    for hits in found.values():
        hits.sort(key=lambda hit: (-_share(hit.text, hit.spans), hit.line, hit.id))
    return found


def _hit(each: _Found, passages: Sequence[PassageHit]) -> SearchHit:
    best = tuple(passages[:_PASSAGES_PER_DOCUMENT])
    return SearchHit(each.document, each.category, each.score, each.exact, best, each.passages, each.state)


# -- filters and facets -----------------------------------------------------------------------------------------------


class _Agencies:
    """The agencies by all their names: one that a reviewer merged into another counts as that one."""

    def __init__(self, build: Snapshot) -> None:
        self._names: dict[str, str] = {}
        for row in read_once(build, "all_agencies"):
            agency = records.agency(row["agency"])
            self._names |= dict.fromkeys((*agency.also, agency.id, agency.name), agency.name)

    def name(self, printed: str) -> str:
        """The name of the agency that goes by ``printed``."""
        return self._names.get(printed, printed)


@dataclass(frozen=True, slots=True)
class _Test:
    """A filter, and the values that a document has for its facet."""

    values: Callable[[_Found], Collection[Any]]
    chosen: frozenset[Any] = field(default=frozenset())

    def __call__(self, each: _Found) -> bool:
        return not self.chosen or not self.chosen.isdisjoint(self.values(each))


def _tests(wanted: DocumentFilter, states: Collection[State], agencies: _Agencies) -> dict[str, _Test]:
    names = frozenset(map(agencies.name, wanted.issuers))
    read = frozenset() if wanted.in_corpus is None else frozenset([wanted.in_corpus])
    inside = frozenset() if wanted.enclosed is None else frozenset([wanted.enclosed])
    return {
        "level": _Test(lambda each: (each.document.level,), frozenset(map(Level, wanted.levels))),
        "issuer": _Test(lambda each: {agencies.name(issuer) for issuer in each.issuers}, names),
        "doc_type": _Test(lambda each: (each.document.doc_type,), frozenset(wanted.doc_types)),
        "category": _Test(lambda each: (each.category,), frozenset(wanted.categories)),
        "year": _Test(
            lambda each: (each.document.issued_on.year if each.document.issued_on else None,), frozenset(wanted.years)
        ),
        "collection": _Test(lambda each: (each.document.collection,), frozenset(wanted.collections)),
        "in_corpus": _Test(lambda each: (each.document.in_corpus,), read),
        "enclosed": _Test(lambda each: (each.document.parent is not None,), inside),
        "status": _Test(lambda each: (each.state,) if each.state else (), frozenset(states)),
    }


def _facets(found: Sequence[_Found], tests: Mapping[str, _Test]) -> SearchFacets:
    failed = [[name for name, test in tests.items() if not test(each)] for each in found]
    counted = {}
    for name, test in tests.items():
        counts: Counter[Any] = Counter()
        for each, fails in zip(found, failed, strict=True):
            if not fails or fails == [name]:
                counts.update(test.values(each))
        counted[name] = _values(counts, ordered=name == "year")
    del counted["enclosed"]
    facets = SearchFacets(**counted)
    return replace(facets, issuer=facets.issuer[:_ISSUERS])


def _values(counts: Counter[Any], *, ordered: bool) -> tuple[FacetValue, ...]:
    def key(item: tuple[Any, int]) -> tuple[Any, ...]:
        value, n = item
        return (value is None, value or 0) if ordered else (value is None, -n, str(value))

    return tuple(FacetValue(value, n) for value, n in sorted(counts.items(), key=key))
