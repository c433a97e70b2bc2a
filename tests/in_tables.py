"""Graphs in tables, as a staged build leaves them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from graph_builder.model import LISTS, Graph
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows, write_table


def in_tables(graph: Graph, folder: Folder, rows: int = 3) -> Graph:
    """The same graph in tables of so many rows each; rows that are the same are in a table of the same name."""
    assert {each.name for each in fields(graph)} == {*LISTS, "readings"}
    lists = {name: rows_in_tables(kind, getattr(graph, name), folder, name, rows) for name, kind in LISTS.items()}
    return Graph(**lists)


def rows_in_tables(kind: type[Any], items: Sequence[Any], folder: Folder, name: str, rows: int) -> Rows[Any]:
    """The items in tables whose names go by what is in them."""
    made: list[str] = []
    for first in range(0, len(items), rows):
        part = list(items[first : first + rows])
        table = f"{name}-{hashlib.sha256(repr(part).encode()).hexdigest()[:16]}"
        while table in made:
            table += "-again"
        if not folder.has_table(table):
            write_table(folder, table, kind, part)
        made.append(table)
    return Rows(kind, folder, made)
