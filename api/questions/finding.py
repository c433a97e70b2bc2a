"""Documents by their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.snapshot import question
from api.questions.words import Query, names_hold, query_of
from graph_builder.store.keys import exact_key, match_key
from graph_builder.store.reading import Snapshot

_CANDIDATES = 1000


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


def _prominence(document: DocumentRef) -> tuple[bool, int, str]:
    newest = -document.issued_on.toordinal() if document.issued_on else 0
    return not document.in_corpus, newest, document.id
