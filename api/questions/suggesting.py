"""Suggestions while someone types a number, a title or the name of an agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef
from api.questions.snapshot import question
from api.questions.words import query_of
from graph_builder.store.keys import match_key
from graph_builder.store.reading import Snapshot


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


@question
def suggest(build: Snapshot, prefix: str, *, limit: int = 10) -> tuple[Suggestion, ...]:
    """What someone may be about to type: numbers and titles that begin so, agencies, then titles that hold it."""
    key = match_key(prefix)[:100]
    if not key:
        return ()
    found: dict[tuple[SuggestionKind, str], Suggestion] = {}
    for statement, kind in (("numbers_beginning", SuggestionKind.NUMBER), ("titles_beginning", SuggestionKind.TITLE)):
        _suggest(found, kind, build.read(statement, key=key, limit=limit))
    words = "".join(prefix.split())[:100]
    agencies = AgencyNames.of(build).like(words, limit)
    begun = [agency for agency in agencies if agency.name.startswith(words)]
    for agency in begun[: max(limit // 3, 1)] if found else agencies:
        found[SuggestionKind.AGENCY, agency.id] = Suggestion(SuggestionKind.AGENCY, agency.id, agency.name, None)
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
