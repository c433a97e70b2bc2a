"""What a document does to others and others do to it, one row per effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.questions.answers import DocumentRef, Link
from api.questions.snapshot import links, question, the_document
from api.questions.standing.facts import BEHIND, CHANGES, read_undecided
from graph_builder.measures.terms import named_articles
from graph_builder.model import Relation, RelationType, Resolution
from graph_builder.store.reading import Snapshot


@dataclass(frozen=True, slots=True)
class Effect:
    """What one document does to another.

    ``document`` is the other one. ``clause`` is the number of the provision that does it (七), ``None`` outside
    numbered ones; ``articles`` are the provisions of the target that it names (第二条), empty for the whole. ``day`` is
    from when: the day on which what does it takes effect, else its date of issue; ``until`` the end that it sets.
    ``decided`` is false where several documents may be the target (``relation.candidates``). The evidence is the
    relation's.
    """

    type: RelationType
    document: DocumentRef
    day: date | None
    until: date | None
    clause: str | None
    articles: tuple[str, ...]
    decided: bool
    relation: Relation


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of a document on others (``made``) and of others on it (``received``), in the order of the days."""

    document: DocumentRef
    made: tuple[Effect, ...]
    received: tuple[Effect, ...]


@question
def effects(build: Snapshot, document_id: str, *, types: Collection[RelationType] = CHANGES) -> Effects:
    """The effects of ``types`` in both directions; by default those that change how a document stands.

    Raises :class:`~graph_builder.errors.NotFoundError` where the graph holds no such document.
    """
    root = the_document(build, document_id)
    dated = {document_id: root.issued_on}
    made = links(build, dated, types, outgoing=True)[document_id]
    received = [*links(build, dated, types, outgoing=False)[document_id], *_undecided(build, document_id, types)]
    places = _Places(build, [document_id, *(link.relation.target for link in (*made, *received))], types)
    days = _days(build, [document_id, *(link.document.id for link in received)])
    return Effects(
        root,
        _rows(made, places, {link.document.id: days.get(document_id) for link in made}),
        _rows(received, places, days),
    )


def _rows(found: Iterable[Link], places: _Places, days: dict[str, date | None]) -> tuple[Effect, ...]:
    rows = []
    for link in found:
        relation = link.relation
        clause, articles = places.of(relation)
        decided = relation.resolution != Resolution.AMBIGUOUS
        day = days.get(link.document.id)
        rows.append(Effect(relation.type, link.document, day, relation.until, clause, articles, decided, relation))
    return tuple(sorted(rows, key=lambda row: (row.day or date.max, row.document.id, row.type)))


def _undecided(build: Snapshot, document_id: str, types: Collection[RelationType]) -> Iterable[Link]:
    """Relations that may mean the document."""
    for source, made in read_undecided(build, tuple(sorted(types))).get(document_id, ()):
        yield Link(source, made, None)


def _days(build: Snapshot, ids: Iterable[str]) -> dict[str, date | None]:
    """From when documents have their effects."""
    found: dict[str, date | None] = {}
    for row in build.read("dated_documents", ids=list(dict.fromkeys(ids))):
        found[row["document"]["id"]] = row["dates"].get("effective_from") or row["document"]["issued_on"]
    return found


class _Places:
    """The provisions in which relations to some targets rest."""

    def __init__(self, build: Snapshot, targets: Iterable[str], types: Collection[RelationType]) -> None:
        self._rows: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        asked = list(dict.fromkeys(targets))
        for row in build.read("citing_passages", ids=asked, types=[kind.value for kind in types], length=BEHIND):
            self._rows.setdefault((row["source"], row["target"], row["type"]), []).append(row)

    def of(self, relation: Relation) -> tuple[str | None, tuple[str, ...]]:
        """The number of the provision that holds the evidence, and the target's provisions that are named there."""
        rows = self._rows.get((relation.source, relation.target, relation.type.value), [])
        at = [row for row in rows if row["line"] <= relation.evidence.line] or rows
        if not at:
            return None, ()
        nearest = max(at, key=lambda row: int(row["line"])) if at is not rows else at[0]
        return nearest["label"], named_articles(nearest["after"] or "")[0]
