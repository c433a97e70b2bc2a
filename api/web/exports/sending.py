"""Which form an export takes, and how it is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Literal, TypeVar
from urllib.parse import quote

import networkx as nx
from flask import Response, request, stream_with_context

from api.web.asking import desk
from api.web.exports.linked import json_ld
from api.web.exports.networks import gexf, graph_of, graphml
from api.web.exports.sheets import Network, Sheet
from api.web.exports.text import csv_table, json_lines
from api.web.exports.workbook import workbook
from api.web.problems import ProblemError, Wrong
from api.web.resource import marked, tag_of_now

Item = TypeVar("Item")
TableFormat = Literal["jsonl", "csv", "xlsx"]
Format = Literal["jsonl", "csv", "xlsx", "graphml", "gexf", "jsonld"]

MEDIA_TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "jsonld": "application/ld+json",
}
LARGEST_GRAPH = 50_000
"""Documents and relations of a graph that is made in memory, as GraphML and GEXF are."""
_NOT_IN_NAMES = re.compile(r"[^\w〔〕().-]+")


@dataclass(frozen=True, slots=True)
class Export:
    """Something to send.

    ``sheets`` makes its tables, the first of which is the one for CSV; ``network`` its documents and relations,
    ``graph`` a graph that is no network of documents. They are functions as each may be read only once.
    """

    name: str
    sheets: Callable[[], tuple[Sheet, ...]]
    network: Callable[[], Network] | None = None
    graph: Callable[[], nx.Graph[str]] | None = None
    notes: dict[str, str] = field(default_factory=dict)


def send(export: Export, form: str) -> Response:
    """An export as it is made. What fails before its first part is sent is a problem; later, the answer breaks off."""
    tag = tag_of_now()
    if request.if_none_match.contains_weak(tag):
        return marked(Response(status=304), tag)
    parts = _parts(export, form)
    first = next(parts, b"")
    body: Iterable[bytes] = stream_with_context(chain((first,), parts))
    response = Response(body, mimetype=MEDIA_TYPES[form])
    if form == "csv":
        response.headers["Content-Type"] = "text/csv; charset=utf-8; header=present"
    name = _NOT_IN_NAMES.sub("_", export.name)[:80]
    file = f"{name}.{form}"
    # A header holds ASCII alone: other names stand in it percent-encoded (RFC 8187).
    named = {"filename": file} if file.isascii() else {"filename*": f"UTF-8''{quote(file, safe='')}"}
    response.headers.set("Content-Disposition", "attachment", **named)
    return marked(response, tag)


def _parts(export: Export, form: str) -> Iterator[bytes]:
    if form == "jsonl":
        return json_lines(export.sheets())
    if form == "csv":
        return csv_table(export.sheets()[0])
    if form == "xlsx":
        return workbook(export.sheets(), _notes(export))
    if form == "jsonld" and export.network:
        return json_ld(export.network())
    graph = export.graph() if export.graph else graph_of(_small(export.network())) if export.network else None
    if graph is None or form not in ("graphml", "gexf"):
        raise _no_such_form(form)
    return graphml(graph) if form == "graphml" else gexf(graph)


def _small(network: Network) -> Network:
    return Network(_up_to(network.documents), _up_to(network.relations))


def _up_to(items: Iterable[Item]) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number == LARGEST_GRAPH:
            wrong = Wrong(
                parameter="format", place="query", message=f"more than {LARGEST_GRAPH} documents or relations"
            )
            raise ProblemError(
                400,
                f"format: a graph of more than {LARGEST_GRAPH} documents or relations is not made; narrow the list, "
                "or take jsonl or jsonld",
                errors=[wrong],
            )
        yield item


def _no_such_form(form: str) -> ProblemError:
    wrong = Wrong(
        parameter="format", place="query", message="this cannot be had as a graph", takes="jsonl, csv or xlsx"
    )
    return ProblemError(400, f"format: this cannot be had as {form}; it takes jsonl, csv or xlsx", errors=[wrong])


def _notes(export: Export) -> dict[str, str]:
    asked = f"{request.path}?{request.query_string.decode('ascii', 'replace')}"[:2000]
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return {"export": export.name, "asked": asked, "made": made, "state of the graph": desk().state()} | export.notes
