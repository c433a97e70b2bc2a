"""Documents: the list, one of them, its text, effects, trace and status."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api import questions
from api.questions.answers import DocumentView, Trace, TraceGraph
from api.questions.effects import Effects
from api.questions.listing import DocumentFilter, document_facets, list_documents, list_passages, timeline
from api.questions.listing.answers import Timeline
from api.questions.near import near_documents
from api.questions.reading import ReadDocument
from api.questions.standing.answers import Status
from api.questions.standing.facts import CHANGES
from api.questions.trace_graph import as_graph
from api.questions.tracing import CARRIED, Filters
from api.web.asking import ask
from api.web.cursors import read_cursor, write_cursor
from api.web.models import DocumentPage, PassagePage, TraceAnswer
from api.web.naming import naming
from api.web.parameters import Day, DocumentPath, Levels, PageQuery, Parameters, Scopes, Share, Types, Words
from api.web.problems import ProblemError, Wrong
from api.web.resource import Resource
from api.web.today import day_or_today

documents = Resource("documents", "Documents: read, only cited, or enclosed in others")


class DocumentFilterQuery(Parameters):
    """Which documents. A parameter may be given several times: one of its values must fit; different ones must all."""

    level: Levels = Field([], description="level of government")
    issuer: Words = Field([], description="full name of an agency that issued it")
    doc_type: Words = Field([], description="kind of document (文种)")
    category: Words = Field([], description="chapter of the compendium")
    year: Annotated[list[Annotated[int, Field(ge=1000, le=2999)]], Field(max_length=100)] = Field(
        [], description="year of issue"
    )
    collection: Words = Field([], description="what it was loaded with")
    in_corpus: bool | None = Field(None, description="whether its text was read; otherwise it is only cited")
    enclosed: bool | None = Field(None, description="whether its text stands in another document")

    issued_from: Day | None = Field(None, description="issued on this day or later")
    issued_to: Day | None = Field(None, description="issued on this day or before")

    def wanted(self) -> DocumentFilter:
        """The filter of the question."""
        return DocumentFilter(
            levels=self.level,
            issuers=self.issuer,
            doc_types=self.doc_type,
            categories=self.category,
            years=self.year,
            collections=self.collection,
            in_corpus=self.in_corpus,
            enclosed=self.enclosed,
            issued_from=self.issued_from,
            issued_to=self.issued_to,
        )


class DocumentsQuery(DocumentFilterQuery, PageQuery):
    """Which documents, in which order."""

    sort: Literal["order", "issued_on", "-issued_on", "title", "doc_number", "level"] = Field(
        "-issued_on", description="`order` is the graph's; with `-` the greatest first"
    )


class PassagesQuery(PageQuery):
    """Which passages."""

    limit: int = Field(500, ge=1, le=2000, description="passages of a page")


class ReadQuery(Parameters):
    """On which day."""

    on: Day | None = Field(None, description="tell how the document stands on this day")


class EffectsQuery(Parameters):
    """Which effects."""

    type: Types = Field([], description="relations; without any: those that change how a document stands")


class TraceQuery(Parameters):
    """What to follow, and how far."""

    type: Types = Field([], description="relations to follow; without any: all that carry a document on")
    scope: Scopes = Field([], description="whole documents, or single clauses")
    level: Levels = Field([], description="levels of the documents to show; others only on the way to them")
    confidence: Share = Field(0.0, description="follow relations that are at least so sure")
    issued_from: Day | None = Field(None, description="show documents issued on this day or later")
    issued_to: Day | None = Field(None, description="show documents issued on this day or before")
    depth: int = Field(10, ge=1, le=50, description="steps in each direction")
    limit: int = Field(1000, ge=1, le=5000, description="relations in each direction")
    measure: Annotated[str, Field(max_length=600)] | None = Field(
        None, description="id of one of the document's measures, to trace it alone"
    )
    open: Words = Field([], description="ids of documents of the trace whose neighbours are wanted in its graph too")

    def filters(self) -> Filters:
        """What the question takes."""
        made: Filters = {"types": self.type or CARRIED, "confidence": self.confidence}
        if self.scope:
            made["scopes"] = self.scope
        if self.level:
            made["levels"] = self.level
        made["issued_from"], made["issued_to"] = self.issued_from, self.issued_to
        return made


class DayQuery(Parameters):
    """A day."""

    on: Day | None = Field(None, description="the day asked about; today without it")


def drawn_trace(found: Trace, query: TraceQuery) -> TraceGraph:
    """A trace as a graph, with what the reader opened in it."""
    return ask(questions.widen, as_graph(found), query.open, **query.filters())


def traced(document_id: str, query: TraceQuery) -> Trace:
    """The trace of a document, or of its measure. Raises :class:`ProblemError` where the graph lacks one of them."""
    with naming(document_id, near_documents):
        if query.measure is None:
            return ask(questions.trace, document_id, depth=query.depth, limit=query.limit, **query.filters())
        own = {measure.id for measure in ask(questions.show, document_id).measures}
    if query.measure not in own:
        wrong = Wrong(parameter="measure", place="query", message="the document has no measure of this id")
        raise ProblemError(400, "measure: the document has no measure of this id; /measures lists them", errors=[wrong])
    return ask(questions.trace_measure, query.measure, depth=query.depth, limit=query.limit, **query.filters())


@documents.get("/timeline", Timeline)
def read_timeline(query: DocumentFilterQuery) -> Timeline:
    """Count documents by month of issue and level."""
    return ask(timeline, query.wanted())


@documents.get("/documents", DocumentPage)
def list_all_documents(query: DocumentsQuery) -> DocumentPage:
    """List documents by their properties.

    Sorted, page by page; what lacks the property that is sorted by comes last. The first page tells with its facets
    what the documents that fit are like, each facet counting those that fit all filters but its own.
    """
    after = read_cursor(query.cursor)
    found = ask(list_documents, query.wanted(), sort=query.sort, after=after, limit=query.limit)
    facets = ask(document_facets, query.wanted()) if after is None else None
    return DocumentPage(found.items, found.total, write_cursor(found.next), facets)


@documents.get("/documents/<path:id>", DocumentView, missing=True)
def read_document(path: DocumentPath) -> DocumentView:
    """Read what is known of a document.

    Its fields, its relations in both directions with their evidence, its measures, and the texts enclosed in it.
    """
    with naming(path.id, near_documents):
        return ask(questions.show, path.id)


@documents.get("/documents/<path:id>/text", ReadDocument, missing=True)
def read_text(path: DocumentPath, query: ReadQuery) -> ReadDocument:
    """Read a document as a whole.

    Its passages with the citations in place, each with its target and its candidates, the texts inside it, its
    measures, the number of its effects, and with `on` how it stands on that day.
    """
    with naming(path.id, near_documents):
        return ask(questions.read, path.id, on=query.on)


@documents.get("/documents/<path:id>/passages", PassagePage, missing=True)
def read_passages(path: DocumentPath, query: PassagesQuery) -> PassagePage:
    """Read the text of a document page by page.

    Passages in their order with the lines of the original and the mentions in place, as offsets of Unicode code points.
    A document that is only cited has none.
    """
    with naming(path.id, near_documents):
        found = ask(list_passages, path.id, after=read_cursor(query.cursor), limit=query.limit)
    return PassagePage(found.document, found.items, found.cited, found.total, write_cursor(found.next))


@documents.get("/documents/<path:id>/effects", Effects, missing=True)
def read_effects(path: DocumentPath, query: EffectsQuery) -> Effects:
    """List what a document does to others, and they to it.

    One row per effect: type, clause, day, evidence.
    """
    with naming(path.id, near_documents):
        return ask(questions.effects, path.id, types=query.type or CHANGES)


@documents.get("/documents/<path:id>/status", Status, missing=True)
def read_status(path: DocumentPath, query: DayQuery) -> Status:
    """Say whether a document holds on a day, and why.

    As far as the loaded documents say; `known` and `reach` tell how far that is. Contradictions are listed, never
    decided.
    """
    with naming(path.id, near_documents):
        return ask(questions.status, path.id, day_or_today(query.on))


@documents.get("/documents/<path:id>/trace", TraceAnswer, missing=True)
def trace_document(path: DocumentPath, query: TraceQuery) -> TraceAnswer:
    """Trace a document, or one of its measures.

    Down to all that carries it on, up to what it carries out, over any number of steps.
    """
    found = traced(path.id, query)
    return TraceAnswer(
        document=found.document,
        measure=found.measure,
        down=found.down,
        up=found.up,
        graph=drawn_trace(found, query),
        truncated=found.truncated,
        left_out=found.left_out,
    )
