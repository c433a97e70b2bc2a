"""What someone may have meant by an id that the graph does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

from api.questions.answers import DocumentRef
from api.questions.snapshot import question
from api.questions.words import query_of
from graph_builder.store import records
from graph_builder.store.keys import match_key
from graph_builder.store.reading import Snapshot

_CANDIDATES = 100
_LONGEST = 100
"""Characters that are compared: the time grows with their square."""
_ALIKE = 0.5


@question
def near_documents(build: Snapshot, text: str, *, limit: int = 5) -> tuple[DocumentRef, ...]:
    """Documents whose number, title or alias is most like ``text``, the most alike first; none where nothing is."""
    key = match_key(text)[:_LONGEST]
    query = _any_of(text[:_LONGEST])
    if not query:
        return ()
    likeness: dict[str, float] = {}
    found: dict[str, DocumentRef] = {}
    for row in build.read("documents_near", query=query, limit=_CANDIDATES):
        ref = DocumentRef.of(row["document"])
        likeness[ref.id] = max((_likeness(key, name) for name in {match_key(ref.id), *row["names"]}), default=0.0)
        found[ref.id] = ref
    best = sorted((name for name in found if likeness[name] >= _ALIKE), key=lambda name: (-likeness[name], name))
    return tuple(found[name] for name in best[:limit])


@question
def near_agencies(build: Snapshot, text: str, *, limit: int = 5) -> tuple[str, ...]:
    """Ids of agencies whose names are most like ``text``, the most alike first."""
    names: dict[str, str] = {}
    for row in build.read("all_agencies"):
        agency = records.agency(row["agency"])
        names |= dict.fromkeys((agency.name, *agency.also, *agency.short_names, agency.id), agency.id)
    close = get_close_matches(text[:_LONGEST], names, n=limit * 2, cutoff=_ALIKE)
    return tuple(dict.fromkeys(names[name] for name in close))[:limit]


def _any_of(text: str) -> str:
    """A query of the pairs and words in a text, none of which must be there."""
    return " ".join(f'"{part}"' for part in dict.fromkeys(_parts(query_of(text).terms)))


def _parts(terms: Iterable[str]) -> Iterable[str]:
    for term in terms:
        if term.isascii() or len(term) == 1:
            yield term
        else:
            yield from ("".join(pair) for pair in pairwise(term))


def _likeness(key: str, name: str) -> float:
    return SequenceMatcher(None, key, name[:_LONGEST], autojunk=False).ratio()
