"""The graph as a Cypher script: the store's own ``load`` statements with the rows written into them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from graph_builder.atomic import staged_files
from graph_builder.model import Graph
from graph_builder.store.migrations import migrations
from graph_builder.store.rows import steps
from graph_builder.store.statements import statements

_BATCH = 200
_BUILD = "script"
"""The value of the nodes' ``build`` property, which tells them from another build's in the same database."""

_PARAMETER = re.compile(r"\$(\w+)")


def write_cypher(graph: Graph, path: Path) -> None:
    """Write one script that makes the whole graph in an empty Neo4j database (``cypher-shell --file``).

    Constraints first, then nodes, then edges, in statements of at most 200 rows that end with ``;``. Raises
    :class:`OSError` where the file cannot be written.
    """
    with staged_files(path.parent) as stage, (stage / path.name).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{statement};\n\n" for statement in _script(graph))


def _script(graph: Graph) -> Iterator[str]:
    known = statements()
    parts = list(steps(graph))
    labels = {f"unique_{step.kind.lower()}" for step in parts if step.is_node}
    for migration in migrations():
        if migration.statement is not None and migration.name.partition("_")[2] in labels:
            yield migration.statement.text
    for step in parts:
        rows = iter(step.rows)
        while batch := list(islice(rows, _BATCH)):
            yield filled(known[step.statement].text, {"rows": batch, "build": _BUILD})


def filled(text: str, parameters: dict[str, Any]) -> str:
    """The text of a statement with its parameters written into it."""
    return _PARAMETER.sub(lambda match: literal(parameters[match[1]]), text)


def literal(value: Any) -> str:
    """A value as a Cypher literal: text, numbers, truth values, dates, lists and maps of them, ``None`` as null."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    # Cypher takes the escapes of JSON strings, and its null, true, false and numbers
    return json.dumps(value, ensure_ascii=False)
