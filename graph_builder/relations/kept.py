"""The graph of a resolution as it is kept: which tables its lists are read from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_builder.model import LISTS, Graph
from graph_builder.tables.folder import Folder, Place
from graph_builder.tables.rows import Rows

_FILE = "graph.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A graph in its folder; ``beside`` is that of the earlier resolution from which some of its lists are read."""

    graph: Graph
    beside: Folder | None


def keep_graph(folder: Folder, tables: Mapping[str, Sequence[Place]], beside: Folder | None) -> Graph:
    """Keep in a folder which tables make up each list of a graph, and return that graph."""
    lists = {name: [(home.url, table) for home, table in places] for name, places in tables.items()}
    with folder.writing(_FILE) as file:
        file.write(json.dumps({"beside": beside and beside.url, "lists": lists}).encode())
    return read_graph(folder).graph


def read_graph(folder: Folder) -> Kept:
    """The graph that is kept in a folder. Raises :class:`FileNotFoundError` where none is."""
    with folder.open(_FILE) as file:
        said: dict[str, Any] = json.loads(file.read())
    lists: dict[str, Any] = {
        name: Rows.over(kind, [(Folder(url), table) for url, table in said["lists"][name]])
        for name, kind in LISTS.items()
    }
    return Kept(Graph(**lists), Folder(said["beside"]) if said["beside"] else None)


def folder_of(graph: Graph) -> Folder | None:
    """The folder that keeps a graph; ``None`` where it was made from several, or by other means."""
    documents = graph.documents
    if not isinstance(documents, Rows):
        return None
    ((folder, _),) = documents.tables
    kept = read_graph(folder).graph
    return folder if all(_is(getattr(graph, name), getattr(kept, name)) for name in LISTS) else None


def _is(one: Any, other: Rows[Any]) -> bool:
    return isinstance(one, Rows) and one.tables == other.tables
