"""The graph as GraphML, for Gephi, yEd and networkx."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx

from graph_builder.atomic import staged_files
from graph_builder.model import Graph
from graph_builder.store.rows import Step, edge_properties, ends_of, steps

_TEXT = {"Passage", "Issue", "MENTIONS"}
"""What is text, or about the text, and no part of the network."""

_FOR_LOOKUP = {"at", "number_key", "title_key", "name_keys", "words"}
"""What the rows of the store hold for its own use."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not let stand in a document."""


def write_graphml(graph: Graph, path: Path) -> None:
    """Write one GraphML file of documents, agencies, measures, regions and collections and the edges between them.

    A node is named ``Label/id`` and has its label as ``entity``, an edge has its ``type``; absent values are left
    out, lists are joined by ``；``. Raises :class:`OSError` where the file cannot be written.
    """
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for step in steps(graph):
        if step.kind not in _TEXT:
            _add(network, step)
    with staged_files(path.parent) as stage:
        networkx.write_graphml(network, stage / path.name, encoding="utf-8")


def _add(network: networkx.MultiDiGraph[str], step: Step) -> None:
    source, target = ends_of(step)
    for row in step.rows:
        if step.is_node:
            name = _name(step.kind, row["id"])
            network.add_node(name, entity=step.kind, **_plain(row))
            if step.joined_by:
                network.add_edge(_name("Document", row["document"]), name, type=step.joined_by)
        else:
            ends = _name(source, row["source"]), _name(target, row["target"])
            network.add_edge(*ends, type=step.kind, **_plain(edge_properties(row)))


def _name(label: str, node: str) -> str:
    return _NOT_XML.sub("", f"{label}/{node}")


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _value(v) for k, v in properties.items() if v is not None and v != [] and k not in _FOR_LOOKUP}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        value = "；".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return _NOT_XML.sub("", value) if isinstance(value, str) else value
