"""Search with facets, filters and pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef, PassageHit
from api.questions.facets import Candidate, SearchFacets, facets_of, failures_of, filters_of
from api.questions.listing.documents import DocumentFilter
from api.questions.snapshot import question
from api.questions.standing.answers import State
from api.questions.standing.deciding import status_of
from api.questions.standing.facts import read_facts
from api.questions.words import Query, holds, names_hold, query_of, spans_of
from graph_builder.store.connection import Row
from graph_builder.store.keys import exact_key
from graph_builder.store.reading import Snapshot

SORTS = ("relevance", "-issued_on", "issued_on", "title")
"""What hits may be sorted by; with ``-`` the greatest first. Those without a date come last."""

_DOCUMENTS = 1000
_PASSAGES = 4000
"""Most documents by their names and most passages that are looked into, those that the engine holds for the best.

Beyond that the answer is marked as cut: a word that stands everywhere must not cost a reading of everything. Where
names are cut, and at least half of them do hold the words, texts are not asked for others, which would stand behind
all of these."""
_PASSAGES_PER_DOCUMENT = 10
_AT_ONCE = 500
_COUNTED_STATES = 500
"""Most documents whose states are counted unasked: to tell a state takes many times what it takes to find one."""
_DIGITS = 3
_LATE = date.max


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that a search found, and the chapter of the compendium that it is in.

    ``score`` is the share of its number, title or alias that the words make up, else of the shortest passage that
    holds them; ``exact``: its number is what was typed. ``passages`` are the best of the ``found`` ones that hold all
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
    """A page of hits from ``offset`` on, of ``total``. ``truncated``: not all that may hold the words was read."""

    hits: tuple[SearchHit, ...]
    total: int
    offset: int
    facets: SearchFacets
    on: date | None
    truncated: bool


@question
def search(
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
    ``on``; without it, and with more than 500 documents found, states are told of the page only, and not counted in the
    facets. Raises :class:`ValueError` for another ``sort`` than :data:`SORTS`, and for ``states`` without a day.
    """
    if sort not in SORTS or (states and on is None):
        raise ValueError(f"sort is one of {SORTS}, and states need a day")
    query, wanted = query_of(words), wanted or DocumentFilter()
    found, truncated = _search(build, words, query)
    if on is not None and (states or len(found) <= _COUNTED_STATES):
        _set_states(build, found, on)
    filters = filters_of(wanted, states, AgencyNames.of(build))
    failed = failures_of(found, filters)
    fitting = sorted((each for each, fails in zip(found, failed, strict=True) if not fails), key=_order(sort))
    facets = facets_of(found, failed, filters)
    page = fitting[offset : offset + limit]
    if on is not None:
        _set_states(build, page, on)
    passages = _passages(build, query, page)
    return SearchAnswer(
        tuple(_hit(each, passages.get(each.document.id, ())) for each in page),
        len(fitting),
        offset,
        facets,
        on,
        truncated,
    )


# -- finding ----------------------------------------------------------------------------------------------------------


def _search(build: Snapshot, words: str, query: Query) -> tuple[list[Candidate], bool]:
    found: dict[str, Candidate] = {}

    def entry(row: Mapping[str, Any]) -> Candidate:
        ref = DocumentRef.of(row["document"])
        return found.setdefault(ref.id, Candidate(ref, row.get("category"), frozenset(ref.issuers)))

    if not query.text:
        for row in build.read("documents_to_search") if not words.strip() else []:
            entry(row)
        return list(found.values()), False
    key = exact_key(words)
    numbered = {row["document"]["id"] for row in build.read("documents_by_number", key=key)} if key else set()
    named = _named(build, query)
    for row in named:
        if names_hold(row["names"], query):
            each = entry(row)
            each.named, each.score = True, _share_of_names(row, query)
    cut = len(named) >= _DOCUMENTS
    rows = [] if cut and 2 * len(found) >= _DOCUMENTS else _with_passages(build, query)
    length = sum(map(len, query.terms))
    for row in rows:
        if row["passages"] and not (each := entry(row)).named:
            each.score = round(min(length / max(row["shortest"], 1), 1.0), _DIGITS)
    for document_id in numbered & found.keys():
        found[document_id].exact, found[document_id].score = True, 1.0
    return list(found.values()), cut or sum(row["hits"] for row in rows) >= _PASSAGES


def _named(build: Snapshot, query: Query) -> list[Row]:
    """As :func:`_with_passages`, by names."""
    if query.rare:
        rows = build.read("named_documents", query=query.rare, limit=_DOCUMENTS)
        held = sum(names_hold(row["names"], query) for row in rows)
        if len(rows) < _DOCUMENTS or 2 * held >= len(rows):
            return rows
    return build.read("named_documents", query=query.text, limit=_DOCUMENTS)


def _with_passages(build: Snapshot, query: Query) -> list[Row]:
    """What the index gives for the rare words, where that is all there is or half of it does hold all words.

    Else what it gives for all words.
    """
    asked = {"runs": list(query.runs), "limit": _PASSAGES}
    if query.rare:
        rows = build.read("documents_with_passages", query=query.rare, patterns=list(query.years), **asked)
        hits = sum(row["hits"] for row in rows)
        if hits < _PASSAGES or 2 * sum(row["passages"] for row in rows) >= hits:
            return rows
    return build.read("documents_with_passages", query=query.text, patterns=[], **asked)


def _share_of_names(row: Mapping[str, Any], query: Query) -> float:
    document = row["document"]
    names = filter(None, (document["title"], document["doc_number"], *row["names"]))
    return max(_share(name, spans_of(name, query.terms)) for name in names)


def _share(text: str, spans: Iterable[tuple[int, int]]) -> float:
    return round(sum(end - start for start, end in spans) / max(len(text), 1), _DIGITS)


def _set_states(build: Snapshot, found: Sequence[Candidate], on: date) -> None:
    read = [each for each in found if each.document.in_corpus and each.state is None]
    for start in range(0, len(read), _AT_ONCE):
        part = read[start : start + _AT_ONCE]
        facts = read_facts(build, [each.document.id for each in part])
        for each in part:
            each.state = status_of(facts, each.document.id, on).state


def _order(sort: str) -> Callable[[Candidate], tuple[Any, ...]]:
    def by_relevance(each: Candidate) -> tuple[Any, ...]:
        return not each.exact, not each.named, -each.score, not each.document.in_corpus, *newest(each)

    def newest(each: Candidate) -> tuple[Any, ...]:
        day = each.document.issued_on
        return -day.toordinal() if day else 0, each.document.id

    def oldest(each: Candidate) -> tuple[Any, ...]:
        return each.document.issued_on or _LATE, each.document.id

    def by_title(each: Candidate) -> tuple[Any, ...]:
        return each.document.title, each.document.id

    return {"relevance": by_relevance, "-issued_on": newest, "issued_on": oldest, "title": by_title}[sort]


def _passages(build: Snapshot, query: Query, page: Sequence[Candidate]) -> dict[str, list[PassageHit]]:
    ids = [each.document.id for each in page] if query.text else []
    found: dict[str, list[PassageHit]] = {}
    if ids:
        for row in build.read("passages_found_in", runs=list(query.runs), ids=ids):
            passage = row["passage"]
            if not holds(passage["text"], query):
                continue
            spans = spans_of(passage["text"], query.terms)
            hit = PassageHit(passage["id"], passage["line"], passage["label"], passage["text"], spans)
            found.setdefault(row["document"], []).append(hit)
    for hits in found.values():
        hits.sort(key=lambda hit: (-_share(hit.text, hit.spans), hit.line, hit.id))
    return found


def _hit(each: Candidate, passages: Sequence[PassageHit]) -> SearchHit:
    best = tuple(passages[:_PASSAGES_PER_DOCUMENT])
    return SearchHit(each.document, each.category, each.score, each.exact, best, len(passages), each.state)
