"""How each tool asks its question: the document that is meant, the filters, and how long an answer may be.

Every function returns the answer and whether a limit left anything out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from api import questions
from api.mcp import arguments as given
from api.questions.answers import DocumentRef, DocumentView, Trace
from api.questions.coverage.answers import Alignment, Coverage
from api.questions.effects import Effects
from api.questions.lookup import LookedUp
from api.questions.near import near_documents
from api.questions.paths import Paths
from api.questions.reading import ReadDocument
from api.questions.searching import SearchHit
from api.questions.standing.answers import Expiring, Status
from api.questions.tracing import Filters
from graph_builder.errors import NotFoundError
from graph_builder.store import Store

Row = TypeVar("Row")

_CANDIDATES = 5


def the_document(store: Store, words: str) -> DocumentRef:
    """The one document that an argument means. Raises :class:`NotFoundError`, which names those that may be meant."""
    found = questions.find_documents(store, words, limit=_CANDIDATES + 1)
    if not found:
        near = "；".join(document.id for document in near_documents(store, words, limit=_CANDIDATES))
        hint = f"最相近的是 nearest: {near}" if near else "可先用 search 查找 use search first"
        raise NotFoundError(f"{words}: 没有此字号或标题的文件 no such document; {hint}")
    if len(found) > 1:
        named = "；".join(document.id for document in found[:_CANDIDATES])
        more = "……" if len(found) > _CANDIDATES else ""
        raise NotFoundError(f"{words}: 不止一个文件相符，请指明其一 several documents fit, name one: {named}{more}")
    return found[0]


def _cut(rows: Sequence[Row], limit: int) -> tuple[tuple[Row, ...], bool]:
    return tuple(rows[:limit]), len(rows) > limit


def search(store: Store, asked: given.SearchArguments) -> tuple[tuple[SearchHit, ...], bool]:
    """Documents that hold some words."""
    found = questions.search(store, asked.words, limit=asked.limit)
    return found.hits, found.total > asked.limit


def find(store: Store, asked: given.FindArguments) -> tuple[tuple[DocumentRef, ...], bool]:
    """Documents that may be meant."""
    return _cut(questions.find_documents(store, asked.document, limit=asked.limit + 1), asked.limit)


def show(store: Store, asked: given.ShowArguments) -> tuple[DocumentView, bool]:
    """A document; each list of it cut by itself."""
    view = questions.show(store, the_document(store, asked.document).id)
    outgoing, more_outgoing = _cut(view.outgoing, asked.limit)
    incoming, more_incoming = _cut(view.incoming, asked.limit)
    measures, more_measures = _cut(view.measures, asked.limit)
    enclosed, more_enclosed = _cut(view.enclosed, asked.limit)
    shown = replace(view, outgoing=outgoing, incoming=incoming, measures=measures, enclosed=enclosed)
    return shown, more_outgoing or more_incoming or more_measures or more_enclosed


def read(store: Store, asked: given.ReadArguments) -> tuple[ReadDocument, bool]:
    """The passages of a document from a line on, and the measures that begin in them."""
    answer = questions.read(store, the_document(store, asked.document).id, on=asked.on)
    line = asked.line
    ahead = [each for each in answer.passages if line is None or each.next_line is None or each.next_line > line]
    passages, more = _cut(ahead, asked.limit)
    begun = {measure for passage in passages for measure in passage.measures}
    measures = tuple(measure for measure in answer.measures if measure.id in begun)
    return replace(answer, passages=passages, measures=measures), more


def trace(store: Store, asked: given.TraceArguments) -> tuple[Trace, bool]:
    """What carries a document, or a measure of it, on, and what that carries out."""
    filters = Filters(
        types=asked.types,
        scopes=asked.scopes,
        confidence=asked.confidence,
        levels=asked.levels,
        issued_from=asked.issued_from,
        issued_to=asked.issued_to,
    )
    root = the_document(store, asked.document)
    if asked.measure is None:
        answer = questions.trace(store, root.id, depth=asked.depth, limit=asked.limit, **filters)
    else:
        answer = questions.trace_measure(store, asked.measure, depth=asked.depth, limit=asked.limit, **filters)
        if answer.document.id != root.id:
            raise NotFoundError(f"{asked.measure}: 不是该文件的措施 is no measure of {root.id}; `show` lists them")
    return answer, answer.truncated


def status(store: Store, asked: given.StatusArguments) -> tuple[Status, bool]:
    """How a document stands on a day."""
    answer = questions.status(store, the_document(store, asked.document).id, asked.on or date.today())
    clauses, more_clauses = _cut(answer.clauses, asked.limit)
    doubts, more_doubts = _cut(answer.doubts, asked.limit)
    return replace(answer, clauses=clauses, doubts=doubts), more_clauses or more_doubts


def effects(store: Store, asked: given.EffectsArguments) -> tuple[Effects, bool]:
    """What a document does to others and they to it; each direction cut by itself."""
    answer = questions.effects(store, the_document(store, asked.document).id, types=asked.types)
    made, more_made = _cut(answer.made, asked.limit)
    received, more_received = _cut(answer.received, asked.limit)
    return replace(answer, made=made, received=received), more_made or more_received


def expiring(store: Store, asked: given.ExpiringArguments) -> tuple[Expiring, bool]:
    """What ends soon."""
    answer = questions.expiring(store, asked.first or date.today(), asked.days, limit=asked.limit)
    return answer, answer.truncated


def paths(store: Store, asked: given.PathsArguments) -> tuple[Paths, bool]:
    """How two documents are joined."""
    start, end = (the_document(store, words).id for words in (asked.start, asked.end))
    answer = questions.paths(store, start, end, types=asked.types, steps=asked.steps, limit=asked.limit)
    return answer, answer.truncated


def coverage(store: Store, asked: given.CoverageArguments) -> tuple[Coverage, bool]:
    """How a document is carried out, clause by clause."""
    root = the_document(store, asked.document)
    below = None if asked.provincial is None else the_document(store, asked.provincial).id
    return shortened(questions.coverage(store, root.id, below), asked.limit)


def lookup(store: Store, asked: given.LookupArguments) -> tuple[LookedUp, bool]:
    """What a text names; each kind cut by itself, and only the documents that are still named keep their status."""
    answer = questions.lookup(store, asked.text, on=asked.on, region=asked.region)
    citations, more_citations = _cut(answer.citations, asked.limit)
    agencies, more_agencies = _cut(answer.agencies, asked.limit)
    dates, more_dates = _cut(answer.dates, asked.limit)
    named = {document.id for citation in citations for document in citation.documents}
    statuses = tuple(status for status in answer.statuses if status.document.id in named)
    shown = replace(answer, citations=citations, agencies=agencies, dates=dates, statuses=statuses)
    return shown, more_citations or more_agencies or more_dates


def shortened(answer: Coverage, limit: int) -> tuple[Coverage, bool]:
    """Not more than ``limit`` rows over all documents, the first ones; the documents and their counts stay whole."""
    rows = _Rows(limit)
    by = tuple(
        replace(
            each,
            alignment=Alignment(
                pairs=rows.take(each.alignment.pairs),
                gaps=rows.take(each.alignment.gaps),
                elsewhere=rows.take(each.alignment.elsewhere),
                additions=rows.take(each.alignment.additions),
            ),
        )
        for each in answer.by
    )
    nowhere, measures = rows.take(answer.nowhere), rows.take(answer.measures)
    return replace(answer, by=by, nowhere=nowhere, measures=measures), rows.more


class _Rows:
    """Hands out rows until the limit is reached; ``more`` says that it was."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self.more = False

    def take(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        taken, more = _cut(rows, self._left)
        self._left -= len(taken)
        self.more |= more
        return taken
