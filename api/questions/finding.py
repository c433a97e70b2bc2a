"""Documents by their names, and by the words of their texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.questions.answers import DocumentRef, Hit, PassageHit
from api.questions.snapshot import question
from api.questions.words import Query, names_hold, query_of, spans_of
from graph_builder.store.keys import exact_key, match_key
from graph_builder.store.reading import Snapshot

_CANDIDATES = 1000
_PASSAGES_PER_DOCUMENT = 10
_DIGITS = 3


@question
def find_documents(build: Snapshot, text: str, *, limit: int = 50) -> list[DocumentRef]:
    """The documents that a person may mean by ``text``, the best kind of match only.

    That is an id or a number (in any style of brackets), else a whole title, else a whole alias, else a part of a
    number, title or alias. Those whose text is in the graph come first, then the newest.
    """
    key = match_key(text)
    found = _refs(build.read("documents_by_id", ids=[text.strip()])) or _by_number(build, text)
    if not found and key:
        found = _refs(build.read("documents_by_title", key=exact_key(text))) or _by_part(build, text, key)
    return sorted(found, key=_prominence)[:limit]


@question
def search(build: Snapshot, words: str, *, limit: int = 20) -> list[Hit]:
    """Documents that hold all of ``words``: an exact number first, then numbers, titles and aliases, then texts.

    Within each, those come first of which the words make up the greater share. (The engines' own scores differ between
    engines and with what was deleted before, and count for nothing.)
    """
    query = query_of(words)
    exact = {document.id: document for document in _by_number(build, words)}
    named = {row["document"]["id"]: row for row in _named(build, query, "")}
    passages = _passages(build, query)
    documents = dict(exact)
    for row in (*named.values(), *(rows[0] for rows in passages.values())):
        documents.setdefault(row["document"]["id"], DocumentRef.of(row["document"]))
    hits = []
    for document_id, document in documents.items():
        found = tuple(_passage(row["passage"], query) for row in passages.get(document_id, ()))
        best = max((_share(hit.text, hit.spans) for hit in found), default=0.0)
        score = _share_of_names(named[document_id], query) if document_id in named else best
        hits.append(Hit(document, 1.0 if document_id in exact else score, _best_first(found), document_id in exact))
    hits.sort(key=lambda hit: (not hit.exact, hit.document.id not in named, -hit.score, hit.document.id))
    return hits[:limit]


def _refs(rows: Iterable[dict[str, Any]]) -> list[DocumentRef]:
    return [DocumentRef.of(row["document"]) for row in rows]


def _by_number(build: Snapshot, text: str) -> list[DocumentRef]:
    key = exact_key(text)
    return _refs(build.read("documents_by_number", key=key)) if key else []


def _by_part(build: Snapshot, text: str, key: str) -> list[DocumentRef]:
    rows = _named(build, query_of(text), key)
    whole = [row for row in rows if key in row["names"]]
    return _refs(whole or rows)


def _named(build: Snapshot, query: Query, key: str) -> list[dict[str, Any]]:
    """Documents whose number, title or aliases hold all terms of the query, and in one of them ``key`` as a whole."""
    if not query.text:
        return []
    rows = build.read("documents_by_words", query=query.text, key=key, limit=_CANDIDATES)
    return [row for row in rows if names_hold(row["names"], query)]


def _passages(build: Snapshot, query: Query) -> dict[str, list[dict[str, Any]]]:
    """Passages that hold all terms of the query, by their document's id."""
    found: dict[str, list[dict[str, Any]]] = {}
    if query.text:
        rows = build.read("passages_by_words", query=query.text, runs=list(query.runs), limit=_CANDIDATES)
        for row in rows:
            found.setdefault(row["document"]["id"], []).append(row)
    return found


def _passage(row: dict[str, Any], query: Query) -> PassageHit:
    return PassageHit(row["id"], row["line"], row["label"], row["text"], spans_of(row["text"], query.terms))


def _best_first(found: Iterable[PassageHit]) -> tuple[PassageHit, ...]:
    ranked = sorted(found, key=lambda hit: (-_share(hit.text, hit.spans), hit.line, hit.id))
    return tuple(ranked[:_PASSAGES_PER_DOCUMENT])


def _share_of_names(row: dict[str, Any], query: Query) -> float:
    document = row["document"]
    names = filter(None, (document["title"], document["doc_number"], *row["names"]))
    return max(_share(name, spans_of(name, query.terms)) for name in names)


def _share(text: str, spans: Iterable[tuple[int, int]]) -> float:
    return round(sum(end - start for start, end in spans) / max(len(text), 1), _DIGITS)


def _prominence(document: DocumentRef) -> tuple[bool, int, str]:
    newest = -document.issued_on.toordinal() if document.issued_on else 0
    return not document.in_corpus, newest, document.id
