"""The graph as tables for a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from graph_builder.atomic import staged_files
from graph_builder.export.rows import KINDS, Kind, Row
from graph_builder.export.spreadsheet import harmless
from graph_builder.model import Graph

_SEPARATOR = "；"
_NESTED = {"source": ("file", "line_start", "line_end", "page"), "evidence": ("file", "line", "quote", "cue")}
_FILES = tuple(f"{kind.name}.csv" for kind in KINDS)


def write_csv(graph: Graph, folder: Path) -> None:
    """Write ``documents.csv``, ``relations.csv`` … into ``folder``, a file per kind that the graph holds.

    UTF-8 with a byte order mark, as Excel wants it; lists are joined by ``；``, objects are spread over columns
    (``evidence.line``). A cell that a spreadsheet would run as a formula is given a leading apostrophe. Raises
    :class:`OSError` where the folder cannot be written.
    """
    with staged_files(folder, owned=_FILES) as stage:
        for kind in KINDS:
            if kind.items(graph):
                _write_table(stage / f"{kind.name}.csv", kind, graph)


def _write_table(path: Path, kind: Kind, graph: Graph) -> None:
    columns = [column for key in kind.keys for column in _columns(kind, key)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        for row in kind.rows(graph):
            flat = _spread(row)
            table.writerow(_cell(flat.get(column)) for column in columns)


def _columns(kind: Kind, key: str) -> list[str]:
    # a relation's `source` is an id, a document's `source` an object
    if key in _NESTED and not (kind.name == "relations" and key == "source"):
        return [f"{key}.{inner}" for inner in _NESTED[key]]
    return [key]


def _spread(row: Row) -> Row:
    flat: Row = {}
    for key, value in row.items():
        flat |= (
            {f"{key}.{inner}": content for inner, content in value.items()} if isinstance(value, dict) else {key: value}
        )
    return flat


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = _SEPARATOR.join(_mention(item) if isinstance(item, dict) else item for item in value)
    return harmless(value)


def _mention(mention: Row) -> str:
    return f"{mention['start']}-{mention['end']} {mention['relation'] or ''} {mention['target']}"
