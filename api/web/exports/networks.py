"""Documents and relations, or agencies, as graphs for Gephi, yEd and networkx: GraphML and GEXF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import networkx as nx

from api.web.exports.sheets import Network

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not let stand in a document."""


def graph_of(network: Network) -> nx.MultiDiGraph[str]:
    """A graph of documents; an edge has its type as key, and its evidence.

    A document that only an edge names is bare.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for each in network.documents:
        graph.add_node(
            each.id,
            **_given(
                label=each.doc_number or each.title,
                title=each.title,
                doc_number=each.doc_number,
                doc_type=each.doc_type,
                level=each.level.value,
                issuers="；".join(each.issuers),
                issued_on=each.issued_on and each.issued_on.isoformat(),
                in_corpus=each.in_corpus,
                collection=each.collection,
            ),
        )
    for relation in network.relations:
        proof = relation.evidence
        graph.add_edge(
            relation.source,
            relation.target,
            key=relation.type.value,
            **_given(
                type=relation.type.value,
                scope=relation.scope.value,
                inferred=relation.inferred,
                confidence=relation.confidence,
                rule=relation.rule,
                resolution=relation.resolution.value,
                until=relation.until and relation.until.isoformat(),
                evidence_file=proof.file,
                evidence_line=proof.line,
                evidence_quote=proof.quote,
                evidence_cue=proof.cue,
            ),
        )
    return graph


def graphml(graph: nx.Graph[str]) -> Iterator[bytes]:
    """A graph as GraphML."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(clean(graph)):
        yield f"{line}\n".encode()


def gexf(graph: nx.Graph[str]) -> Iterator[bytes]:
    """A graph as GEXF 1.2."""
    file = io.BytesIO()
    numbered = clean(graph)
    if numbered.is_multigraph():
        # The kind of a relation is no id of an edge, which GEXF wants to be the only one of its name.
        for number, (_, _, attributes) in enumerate(numbered.edges(data=True)):
            attributes["id"] = str(number)
    nx.write_gexf(numbered, file, encoding="utf-8", version="1.2draft")
    yield file.getvalue()


def clean(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The same graph without the characters that XML has no form for, and without empty values."""
    made = nx.relabel_nodes(graph, {node: _NOT_XML.sub("", node) for node in graph})
    for attributes in (*(data for _, data in made.nodes(data=True)), *(data for *_, data in made.edges(data=True))):
        for key, value in list(attributes.items()):
            if value is None:
                del attributes[key]
            elif isinstance(value, str):
                attributes[key] = _NOT_XML.sub("", value)
    return made


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
