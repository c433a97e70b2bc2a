"""Exports of parts of the graph, and the dossier of a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from flask import Response
from pydantic import Field

from api.questions.near import near_documents
from api.questions.network import JointNetwork, as_graph
from api.web.exports.dossier import dossier
from api.web.exports.group import exports
from api.web.exports.lists import tables_of
from api.web.exports.sending import MEDIA_TYPES, Export, Format, send
from api.web.exports.sheets import Cell, Network, Sheet
from api.web.naming import naming
from api.web.parameters import DocumentPath
from api.web.resources.documents import DayQuery, TraceQuery, drawn_trace, traced
from api.web.resources.issuers import NetworkQuery, drawn
from api.web.today import day_or_today


class TraceExport(TraceQuery):
    """What to follow, and in which form it is wanted."""

    format: Format = Field("csv", description="form of the file; CSV holds the relations")


class NetworkExport(NetworkQuery):
    """Which network, in which form."""

    format: Literal["jsonl", "csv", "xlsx", "graphml", "gexf"] = Field(
        "csv", description="form of the file; CSV holds the edges"
    )


@exports.file("/export/trace/<path:id>", tuple(MEDIA_TYPES.values()), missing=True)
def export_trace(path: DocumentPath, query: TraceExport) -> Response:
    """Export a trace: its relations with their evidence, and its documents."""
    found = drawn_trace(traced(path.id, query), query)
    relations = [(edge.relation, edge.days) for edge in found.edges]
    documents = [node.document for node in found.nodes]

    def tables() -> tuple[Sheet, ...]:
        listed, *others = tables_of(documents, relations)
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
