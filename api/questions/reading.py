"""A document to read: its passages in order, with the citations in their places, its measures, parts and effects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.snapshot import links, question, the_document
from api.questions.standing.answers import Status
from api.questions.standing.deciding import status_of
from api.questions.standing.facts import read_facts
from graph_builder.model import Document, Measure, PassageKind, Relation, RelationType, Resolution, Source
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


@dataclass(frozen=True, slots=True)
class ReadMention:
    """A citation in its place: half-open offsets of the passage's text, and the document that it names.

    ``type`` is the relation that rests on it, ``None`` for a mere mention; ``relation`` is that relation with its
    evidence, or, for a mere mention, the relation of another place between the two documents, if there is one, which
    tells how the target was found. ``decided`` is false where ``candidates`` say what else may be meant.
    """

    start: int
    end: int
    target: DocumentRef
    type: RelationType | None
    relation: Relation | None
    resolution: Resolution | None
    decided: bool
    candidates: tuple[DocumentRef, ...]


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with the 1-based line of the input where it starts, and that of the next one (``None`` for the last).

    ``part`` is the place of the part that it stands in, ``measures`` are the ids of the measures that begin in it.
    """

    id: str
    ordinal: int
    line: int
    next_line: int | None
    kind: PassageKind
    label: str | None
    text: str
    part: int
    mentions: tuple[ReadMention, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadPart:
    """The document itself (the first part), or a text inside it, with its lines in the input where they are known."""

    document: DocumentRef
    line_start: int | None
    line_end: int | None


@dataclass(frozen=True, slots=True)
class EffectCount:
    """How many relations of a type the document and the texts inside it have to others, or others to them."""

    type: RelationType
    outgoing: bool
    count: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document to read.

    ``enclosing`` is the document in whose passages it stands, if it has none of its own: then those of its lines are
    given. Without passages (``passages`` empty) it is only cited, or only its facts were loaded. ``status`` is given
    where a day was asked for.
    """

    document: Document
    enclosing: DocumentRef | None
    parts: tuple[ReadPart, ...]
    passages: tuple[ReadPassage, ...]
    measures: tuple[Measure, ...]
    effects: tuple[EffectCount, ...]
    status: Status | None


@question
def read(build: Snapshot, document_id: str, *, on: date | None = None) -> ReadDocument:
    """A document with its text; with ``on``, how it stands on that day.

    Raises :class:`~graph_builder.errors.NotFoundError` where the graph holds no such document.
    """
    root = the_document(build, document_id)
    own = _documents(build, [document_id])[document_id]
    outer = _outer(build, root)
    home = outer.id if outer else document_id
    parts = _parts(build, home, document_id)
    lines = own.source if outer else None
    passages = [records.passage(row["passage"], ()) for row in build.read("passages_in", ids=[home])]
    if lines:
        passages = [each for each in passages if lines.line_start <= each.line <= lines.line_end]
    measures = tuple(records.measure(row["measure"]) for row in build.read("measures_of", id=home))
    if lines:
        measures = tuple(each for each in measures if lines.line_start <= each.line <= lines.line_end)
    inside = [each.document.id for each in parts]
    mentions = _Mentions(build, home, inside)
    starts = [each.line for each in passages]
    begun = _begun(starts, measures)
    return ReadDocument(
        own,
        outer,
        parts,
        tuple(
            ReadPassage(
                each.id,
                each.ordinal,
                each.line,
                starts[at + 1] if at + 1 < len(starts) else None,
                each.kind,
                each.label,
                each.text,
                _part_at(parts, each.line),
                mentions.of(each.id),
                tuple(begun.get(at, ())),
            )
            for at, each in enumerate(passages)
        ),
        measures,
        _effects(build, inside),
        status_of(read_facts(build, [document_id]), document_id, on) if on else None,
    )


def _documents(build: Snapshot, ids: Sequence[str]) -> dict[str, Document]:
    rows = build.read("documents_around", ids=list(ids)) if ids else []
    return {row["document"]["id"]: records.document(row["document"]) for row in rows}


def _outer(build: Snapshot, root: DocumentRef) -> DocumentRef | None:
    """The document whose passages hold a text that has none of its own."""
    (row,) = build.read("document", id=root.id)
    if row["passages"] or not root.parent:
        return None
    found = [DocumentRef.of(each["document"]) for each in build.read("documents_by_id", ids=[root.parent])]
    return found[0] if found else None


def _parts(build: Snapshot, home: str, asked: str) -> tuple[ReadPart, ...]:
    inner = [row["document"]["id"] for row in build.read("enclosed_in", id=home)]
    shown = [asked] if asked != home else [home, *inner]
    refs = {row["document"]["id"]: DocumentRef.of(row["document"]) for row in build.read("documents_by_id", ids=shown)}
    documents = _documents(build, shown)
    parts = []
    for each in shown:
        source = documents[each].source
        if source is None or not (each == home or _within(source, documents.get(home))):
            parts.append(ReadPart(refs[each], None, None))
        else:
            parts.append(ReadPart(refs[each], source.line_start, source.line_end))
    return tuple(parts)


def _within(source: Source, home: Document | None) -> bool:
    """Whether lines are among the document's own: an embedded text may have been read elsewhere."""
    if home is None:
        return True
    around = home.source
    if around is None or source.file != around.file:
        return False
    return around.line_start <= source.line_start and source.line_end <= around.line_end


def _part_at(parts: Sequence[ReadPart], line: int) -> int:
    """The innermost part that holds a line; the first where none is known to."""
    found = [
        (each.line_end - each.line_start, at)
        for at, each in enumerate(parts)
        if each.line_start is not None and each.line_end is not None and each.line_start <= line <= each.line_end
    ]
    return min(found)[1] if found else 0


def _begun(starts: Sequence[int], measures: Iterable[Measure]) -> dict[int, list[str]]:
    """The measures that begin in each passage, by its place."""
    found: dict[int, list[str]] = {}
    for measure in measures:
        at = bisect_right(starts, measure.line) - 1
        if at >= 0:
            found.setdefault(at, []).append(measure.id)
    return found


class _Mentions:
    """The citations in the passages of a document, with what is known of each."""

    def __init__(self, build: Snapshot, home: str, inside: Sequence[str]) -> None:
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in build.read("mentions_of", ids=[home]):
            self._rows.setdefault(row["passage"], []).append(row)
        speaking = list(dict.fromkeys((home, *inside)))
        found = links(build, dict.fromkeys(speaking), RelationType, outgoing=True)
        self._relations: dict[str, list[Relation]] = {}
        for each in speaking:
            for link in found[each]:
                self._relations.setdefault(link.document.id, []).append(link.relation)
        named = {row["target"] for rows in self._rows.values() for row in rows}
        named |= {each for row in self._relations.values() for one in row for each in one.candidates}
        rows = build.read("documents_by_id", ids=sorted(named)) if named else []
        self._refs = {row["document"]["id"]: DocumentRef.of(row["document"]) for row in rows}

    def of(self, passage: str) -> tuple[ReadMention, ...]:
        """The mentions of a passage, in order."""
        return tuple(sorted(map(self._mention, self._rows.get(passage, ())), key=lambda each: (each.start, each.end)))

    def _mention(self, row: Mapping[str, Any]) -> ReadMention:
        relations = self._relations.get(row["target"], [])
        kind = RelationType(row["relation"]) if row["relation"] else None
        fitting = [each for each in relations if each.type is kind] or relations
        relation = fitting[0] if fitting else None
        candidates = relation.candidates if relation else ()
        return ReadMention(
            row["start"],
            row["end"],
            self._refs[row["target"]],
            kind,
            relation,
            relation.resolution if relation else None,
            relation is None or relation.resolution is not Resolution.AMBIGUOUS,
            tuple(self._refs[each] for each in candidates if each in self._refs),
        )


def _effects(build: Snapshot, ids: Sequence[str]) -> tuple[EffectCount, ...]:
    rows = build.read("count_effects", ids=list(ids))
    return tuple(EffectCount(RelationType(row["type"]), row["outgoing"], row["n"]) for row in rows)
