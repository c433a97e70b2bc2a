"""What an export holds: tables, a kind of thing each, whose rows may come as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from api.questions.answers import DocumentRef
from api.questions.listing.answers import ListedAgency, ListedMeasure
from api.questions.searching import SearchHit
from api.questions.standing.answers import Ending, Status
from graph_builder.model import Issue, Relation

Cell = str | int | float | bool | date | None
Row = tuple[Cell, ...]
_JOIN = "；"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns, and its rows, which may be read once only."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Network:
    """Documents and the relations between them."""

    documents: Iterable[DocumentRef]
    relations: Iterable[Relation]


DOCUMENT = (
    "id",
    "title",
    "doc_number",
    "doc_type",
    "level",
    "issuers",
    "issued_on",
    "in_corpus",
    "collection",
    "parent",
)
RELATION = ("source", "type", "target", "scope", "inferred", "confidence", "resolution", "until", "days", "candidates")
EVIDENCE = ("file", "line", "quote", "cue", "rule")
_MEASURE = (
    *("id", "document", "doc_number", "title", "line", "label", "heading", "text", "action", "object", "beneficiary"),
    *("value", "valid_from", "valid_to", "responsible"),
)
_AGENCY = ("id", "name", "level", "region", "parent", "counterpart", "known", "short_names", "also", "documents")
_ISSUE = ("level", "kind", "file", "line", "text", "candidates")
_STATUS = ("on", "state", "also", "first", "last", "known_until", "contradictions", "doubts")
_ENDING = ("day", "id", "doc_number", "title", "clause", "line", "words", "extended")
_HIT = ("category", "state", "score", "exact", "found", "line", "label", "text")


def documents_sheet(documents: Iterable[DocumentRef]) -> Sheet:
    """Documents."""
    return Sheet("documents", DOCUMENT, map(_document, documents))


def relations_sheet(relations: Iterable[tuple[Relation, int | None]]) -> Sheet:
    """Relations and the days between their documents, each with its evidence."""
    columns = (*RELATION, *(f"evidence_{name}" for name in EVIDENCE))
    return Sheet("relations", columns, ((*_relation(each, days), *_evidence(each)) for each, days in relations))


def evidence_sheet(relations: Iterable[Relation]) -> Sheet:
    """The words that prove relations."""
    columns = ("source", "type", "target", "confidence", *EVIDENCE)
    rows = ((each.source, each.type.value, each.target, each.confidence, *_evidence(each)) for each in relations)
    return Sheet("evidence", columns, rows)


def measures_sheet(measures: Iterable[ListedMeasure]) -> Sheet:
    """Measures with their documents."""
    return Sheet("measures", _MEASURE, map(_measure, measures))


def agencies_sheet(agencies: Iterable[ListedAgency]) -> Sheet:
    """Agencies with the number of their documents."""
    return Sheet("agencies", _AGENCY, map(_agency, agencies))


def issues_sheet(issues: Iterable[Issue]) -> Sheet:
    """What could not be read or decided."""
    return Sheet("issues", _ISSUE, map(_issue, issues))


def status_sheet(statuses: Iterable[Status]) -> Sheet:
    """How documents stand on a day."""
    return Sheet("status", (*DOCUMENT, *_STATUS), map(_status, statuses))


def reasons_sheet(statuses: Iterable[Status]) -> Sheet:
    """Why they stand so: a row per reason."""
    columns = ("id", "on", "reason", "by", "day", "until", "later", "file", "line", "words")
    return Sheet("reasons", columns, (row for each in statuses for row in _reasons(each)))


def endings_sheet(endings: Iterable[Ending]) -> Sheet:
    """What ends."""
    return Sheet("endings", _ENDING, map(_ending, endings))


def hits_sheet(hits: Iterable[SearchHit]) -> Sheet:
    """What a search found: a row per passage, one without for what was found by its names."""
    return Sheet("hits", (*DOCUMENT, *_HIT), (row for hit in hits for row in _hit(hit)))


def _document(each: DocumentRef) -> Row:
    return (
        *(each.id, each.title, each.doc_number, each.doc_type, each.level.value, _JOIN.join(each.issuers)),
        *(each.issued_on, each.in_corpus, each.collection, each.parent),
    )


def _relation(each: Relation, days: int | None) -> Row:
    return (
        *(each.source, each.type.value, each.target, each.scope.value, each.inferred, each.confidence),
        *(each.resolution.value, each.until, days, _JOIN.join(each.candidates)),
    )


def _evidence(each: Relation) -> Row:
    proof = each.evidence
    return proof.file, proof.line, proof.quote, proof.cue, each.rule


def _measure(each: ListedMeasure) -> Row:
    found, document = each.measure, each.document
    return (
        *(found.id, document.id, document.doc_number, document.title, found.line, found.label, found.heading),
        *(found.text, found.action, found.object, found.beneficiary, found.value, found.valid_from, found.valid_to),
        _JOIN.join(found.responsible),
    )


def _agency(each: ListedAgency) -> Row:
    found = each.agency
    return (
        *(found.id, found.name, found.level.value, found.region, found.parent, found.counterpart, found.known),
        *(_JOIN.join(found.short_names), _JOIN.join(found.also), each.documents),
    )


def _issue(each: Issue) -> Row:
    return each.level.value, each.kind, each.file, each.line, each.text, _JOIN.join(each.candidates)


def _status(each: Status) -> Row:
    return (
        *_document(each.document),
        *(each.on, each.state.value, _JOIN.join(each.also), each.first, each.last, each.known_until),
        _JOIN.join(found.conflict.value for found in each.contradictions),
        _JOIN.join(found.why.value for found in each.doubts),
    )


def _reasons(each: Status) -> Iterator[Row]:
    for step in each.why:
        proof = step.relation.evidence if step.relation else None
        place: Row = (None, None, None)
        if proof:
            place = proof.file, proof.line, proof.quote
        elif step.proof:
            place = step.proof.file, step.proof.line, step.proof.words
        yield (
            *(each.document.id, each.on, step.reason.value, step.document.id, step.day, step.until, step.later),
            *place,
        )


def _ending(each: Ending) -> Row:
    found, clause = each.document, each.clause
    what: Row = (clause.label, clause.line, clause.words) if clause else (None, None, None)
    return each.day, found.id, found.doc_number, found.title, *what, each.extended


def _hit(hit: SearchHit) -> Iterator[Row]:
    found: Iterable[Row] = [(each.line, each.label, each.text) for each in hit.passages] or [(None, None, None)]
    for place in found:
        yield (
            *_document(hit.document),
            *(hit.category, hit.state and hit.state.value, hit.score, hit.exact, hit.found),
            *place,
        )
