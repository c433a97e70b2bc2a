"""Exports of filtered lists and of parts of the graph, and the dossier of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from flask import Response
from pydantic import Field

from api import questions
from api.questions.answers import DocumentRef
from api.questions.listing import (
    RelationFilter,
    list_agencies,
    list_documents,
    list_issues,
    list_measures,
    list_relations,
)
from api.questions.listing.answers import ListedRelation
from api.questions.near import near_documents
from api.questions.network import JointNetwork, as_graph
from api.questions.trace_graph import as_graph as trace_as_graph
from api.web.asking import ask
from api.web.exports import sheets
from api.web.exports.dossier import dossier
from api.web.exports.pages import every
from api.web.exports.sending import MEDIA_TYPES, Export, Format, TableFormat, send
from api.web.exports.sheets import Cell, Network, Sheet
from api.web.naming import naming
from api.web.parameters import DocumentPath
from api.web.resource import Resource
from api.web.resources.documents import DayQuery, DocumentFilterQuery, TraceQuery, traced
from api.web.resources.finding import SearchQuery
from api.web.resources.issuers import AgencyFilterQuery, NetworkQuery, drawn
from api.web.resources.lists import IssueFilterQuery, MeasureFilterQuery, RelationFilterQuery
from api.web.resources.standing import ExpiringQuery, StandingFilterQuery, standing_of
from api.web.today import day_or_today
from graph_builder.model import Relation

exports = Resource("exports", "Lists and parts of the graph as files")

_TABLES = tuple(MEDIA_TYPES[form] for form in ("jsonl", "csv", "xlsx"))
_ALL = tuple(MEDIA_TYPES.values())
_MOST_STATUSES = 100_000


class DocumentsExport(DocumentFilterQuery):
    """Which documents, in which form."""

    format: Format = Field("csv", description="form of the file; a graph holds the relations between the documents too")


class RelationsExport(RelationFilterQuery):
    """Which relations, in which form."""

    format: Format = Field("csv", description="form of the file; a graph holds their documents too")


class MeasuresExport(MeasureFilterQuery):
    """Which measures, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class AgenciesExport(AgencyFilterQuery):
    """Which agencies, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class IssuesExport(IssueFilterQuery):
    """Which issues, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class SearchExport(SearchQuery):
    """What to look for, and in which form it is wanted."""

    format: TableFormat = Field("csv", description="form of the file")
    limit: int = Field(1000, ge=1, le=1000, description="documents to list")


class StatusExport(StandingFilterQuery):
    """Which documents, on which day, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class ExpiringExport(ExpiringQuery):
    """Which days, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class TraceExport(TraceQuery):
    """What to follow, and in which form it is wanted."""

    format: Format = Field("csv", description="form of the file; CSV holds the relations")


class NetworkExport(NetworkQuery):
    """Which network, in which form."""

    format: Literal["jsonl", "csv", "xlsx", "graphml", "gexf"] = Field(
        "csv", description="form of the file; CSV holds the edges"
    )


@exports.file("/export/documents", _ALL)
def export_documents(query: DocumentsExport) -> Response:
    """Export documents."""

    def listed() -> Iterator[DocumentRef]:
        return (each.document for each in every(list_documents, query.wanted(), sort="order"))

    def network() -> Network:
        found = list(listed())
        return Network(found, _between({each.id for each in found}))

    def tables() -> tuple[Sheet, ...]:
        if query.format != "xlsx":
            return (sheets.documents_sheet(listed()),)
        whole = network()
        relations = list(whole.relations)
        return _tables(whole.documents, [(each, None) for each in relations])

    return send(Export("documents", tables, network), query.format)


def _between(ids: set[str]) -> Iterator[Relation]:
    """The relations whose documents are both among those of some ids."""
    for each in every(list_relations, RelationFilter(), sort="order"):
        if each.source.id in ids and each.target.id in ids:
            yield each.relation


def _tables(documents: Iterable[DocumentRef], relations: list[tuple[Relation, int | None]]) -> tuple[Sheet, ...]:
    return (
        sheets.documents_sheet(documents),
        sheets.relations_sheet(relations),
        sheets.evidence_sheet(each for each, _ in relations),
    )


@exports.file("/export/relations", _ALL)
def export_relations(query: RelationsExport) -> Response:
    """Export relations with their evidence."""

    def listed() -> Iterator[ListedRelation]:
        return every(list_relations, query.wanted(), sort="order")

    def network() -> Network:
        found = list(listed())
        return Network(_ends(found), (each.relation for each in found))

    def tables() -> tuple[Sheet, ...]:
        if query.format != "xlsx":
            return (sheets.relations_sheet((each.relation, each.days) for each in listed()),)
        found = list(listed())
        documents, *others = _tables(_ends(found), [(each.relation, each.days) for each in found])
        return (*others, documents)

    return send(Export("relations", tables, network), query.format)


def _ends(found: Iterable[ListedRelation]) -> list[DocumentRef]:
    return list({end.id: end for each in found for end in (each.source, each.target)}.values())


@exports.file("/export/measures", _TABLES)
def export_measures(query: MeasuresExport) -> Response:
    """Export measures."""
    made = Export("measures", lambda: (sheets.measures_sheet(every(list_measures, query.wanted(), sort="order")),))
    return send(made, query.format)


@exports.file("/export/agencies", _TABLES)
def export_agencies(query: AgenciesExport) -> Response:
    """Export agencies."""
    made = Export("agencies", lambda: (sheets.agencies_sheet(every(list_agencies, query.wanted(), sort="order")),))
    return send(made, query.format)


@exports.file("/export/issues", _TABLES)
def export_issues(query: IssuesExport) -> Response:
    """Export what could not be read or decided."""

    def tables() -> tuple[Sheet, ...]:
        found = every(list_issues, kinds=query.kind, levels=query.level, files=query.file)
        return (sheets.issues_sheet(found),)

    return send(Export("issues", tables), query.format)


@exports.file("/export/search", _TABLES)
def export_search(query: SearchExport) -> Response:
    """Export what a search finds: a row per passage."""
    made = Export("search", lambda: (sheets.hits_sheet(ask(questions.search, query.q, limit=query.limit)),))
    return send(made, query.format)


@exports.file("/export/status", _TABLES, missing=True)
def export_status(query: StatusExport) -> Response:
    """Export how documents stand on a day, and why."""

    def tables() -> tuple[Sheet, ...]:
        found = standing_of(query, _MOST_STATUSES)
        return sheets.status_sheet(found), sheets.reasons_sheet(found)

    return send(Export(f"status-{day_or_today(query.on)}", tables), query.format)


@exports.file("/export/expiring", _TABLES)
def export_expiring(query: ExpiringExport) -> Response:
    """Export what ends soon."""

    def tables() -> tuple[Sheet, ...]:
        found = ask(questions.expiring, day_or_today(query.start), query.days, limit=query.limit)
        return (sheets.endings_sheet(found.endings),)

    return send(Export("expiring", tables), query.format)


@exports.file("/export/trace/<path:id>", _ALL, missing=True)
def export_trace(path: DocumentPath, query: TraceExport) -> Response:
    """Export a trace: its relations with their evidence, and its documents."""
    found = trace_as_graph(traced(path.id, query))
    relations = [(edge.relation, edge.days) for edge in found.edges]
    documents = [node.document for node in found.nodes]

    def tables() -> tuple[Sheet, ...]:
        listed, *others = _tables(documents, relations)
        return (*others, listed)

    cut = {"truncated": f"{found.left_out} relations were not followed"} if found.truncated else {}
    made = Export(f"trace-{path.id}", tables, lambda: Network(documents, (each for each, _ in relations)), notes=cut)
    return send(made, query.format)


@exports.file("/export/network", tuple(MEDIA_TYPES[form] for form in ("jsonl", "csv", "xlsx", "graphml", "gexf")))
def export_network(query: NetworkExport) -> Response:
    """Export a network of agencies: its edges and its nodes."""
    found = drawn(query)
    graph = as_graph(found)

    def tables() -> tuple[Sheet, ...]:
        edges = (((source, target), given) for source, target, given in graph.edges(data=True))
        nodes = (((node,), given) for node, given in graph.nodes(data=True))
        return _attributes("edges", ("source", "target"), edges), _attributes("nodes", ("id",), nodes)

    name = "issuing-together" if isinstance(found, JointNetwork) else "following"
    return send(Export(name, tables, graph=lambda: graph), query.format)


def _attributes(name: str, ends: tuple[str, ...], found: Iterable[tuple[tuple[str, ...], dict[str, Cell]]]) -> Sheet:
    """Nodes or edges of a graph with their attributes as a table."""
    entries = list(found)
    keys = tuple(dict.fromkeys(key for _, given in entries for key in given))
    rows = ((*names, *(given.get(key) for key in keys)) for names, given in entries)
    return Sheet(name, (*ends, *keys), rows)


@exports.file("/documents/<path:id>/dossier", ("text/html",), missing=True)
def read_dossier(path: DocumentPath, query: DayQuery) -> Response:
    """Print all about a document: fields, status on a day, effects, trace, measures, evidence; as one page of HTML."""
    with naming(path.id, near_documents):
        return dossier(path.id, day_or_today(query.on))
