"""The graph as what ``neo4j-admin database import full`` takes, which fills an empty database in one go.

The files hold the rows that the ``load`` statements take, node by node and edge by edge, so that an imported graph is
the loaded one. What no file can say comes after the import, as a Cypher script: empty lists, constraints and indexes,
and which build is served, so that no reader sees the graph before it is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.atomic import staged_files
from graph_builder.errors import ExportError
from graph_builder.export.cypher_script import filled
from graph_builder.export.neo4j_csv import DelimiterInTextError, Table, files_of
from graph_builder.model import Graph
from graph_builder.store.load import fingerprint
from graph_builder.store.migrations import migrations, newest, program
from graph_builder.store.rows import GAP, Step, edge_properties, ends_of, steps
from graph_builder.store.statements import statements

SCRIPT, ARGUMENTS, FINISH = "import.sh", "import.args", "finish.cypher"

_DELIMITERS = (*"\x1f\x1e\x1d\x1c", *map(chr, range(0xFDD0, 0xFDF0)))
"""What lists may be joined by: separators that are control characters, and characters that Unicode keeps unused."""

_LEAST_BUFFER = 4 << 20
"""Characters that the import reads at once unless told otherwise; a row must fit into them."""

_SHELL = """\
#!/bin/sh
# Makes a database of Neo4j 5.26 of the files beside this script:  sh import.sh [DATABASE [OPTION...]]
# No database of this name may exist. neo4j-admin is looked for on the PATH, or is what NEO4J_ADMIN names.
# Then, where a server serves DATABASE, run in this folder:  cypher-shell --database DATABASE --file finish.cypher
# Until that has ended, readers see no graph in it. It may be run again, as after a wait for indexes that was too short.
set -eu
cd "$(dirname "$0")"
database=${1:-neo4j}
[ $# -eq 0 ] || shift
"${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" @import.args "$@"
echo "Where a server serves $database, run in $PWD: cypher-shell --database $database --file finish.cypher"
"""


@dataclass(frozen=True, slots=True)
class _Written:
    """The tables of a graph, and what joins the items of their lists."""

    delimiter: str
    nodes: list[Table] = field(default_factory=list)
    edges: list[Table] = field(default_factory=list)


def write_neo4j_import(graph: Graph, folder: Path) -> None:
    """Write into ``folder`` a CSV file per kind of node and edge, the script that imports them, and the one that ends.

    The build that they make is the one that a load of the same graph makes, and the same graph gives the same bytes.
    The folder holds the old files until all new ones are complete. Raises :class:`OSError` where it cannot be written,
    :class:`~graph_builder.errors.StoreError` for a graph that no load takes, and
    :class:`~graph_builder.errors.ExportError` for a value that the import would not take as it is.
    """
    build = fingerprint(steps(graph))
    with staged_files(folder, owned=_owned()) as stage:
        written = _tables(stage, graph, build)
        _write(stage / ARGUMENTS, (f"{each}\n" for each in _arguments(written)))
        _write(stage / FINISH, (f"{each};\n\n" for each in _finish(written, build)))
        _write(stage / SCRIPT, [_SHELL])
        (stage / SCRIPT).chmod(0o755)


def _write(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)


def _owned() -> set[str]:
    """The names of all files that a former export may have left."""
    names = [_name(statement) for statement in statements() if statement.startswith("load_")]
    names += [step.joined_by.lower() for step in steps(Graph()) if step.joined_by]
    return {file for name in names for file in files_of(name)}


def _name(statement: str) -> str:
    return statement.removeprefix("load_")


def _tables(stage: Path, graph: Graph, build: str) -> _Written:
    """Write the tables, again with another character between the items of lists where one of them holds it."""
    for delimiter in _DELIMITERS:
        written = _Written(delimiter)
        try:
            for step in steps(graph):
                if step.is_node:
                    _add_nodes(written, stage, step, build)
                else:
                    _add_edges(written, stage, step)
        except DelimiterInTextError:
            continue
        return written
    raise ExportError(
        f"the lists of the graph hold every one of the {len(_DELIMITERS)} characters that could join their items, "
        "as no real text does; correct it, or load the graph by `policygraph load`"
    )


def _add_nodes(written: _Written, stage: Path, step: Step, build: str) -> None:
    ends = {"id": f"id:ID({step.kind})"}
    with ExitStack() as opened:
        nodes = opened.enter_context(Table(stage, _name(step.statement), step.kind, ends, written.delimiter))
        written.nodes.append(nodes)
        edges = None
        if step.joined_by:
            ends = _joining("Document", step.kind)
            edges = Table(stage, step.joined_by.lower(), step.joined_by, ends, written.delimiter)
            written.edges.append(opened.enter_context(edges))
        for row in step.rows:
            nodes.write(row | {"build": build})
            if edges:
                edges.write({"source": row["document"], "target": row["id"]})


def _add_edges(written: _Written, stage: Path, step: Step) -> None:
    ends = _joining(*ends_of(step))
    with Table(stage, _name(step.statement), step.kind, ends, written.delimiter) as edges:
        written.edges.append(edges)
        for row in step.rows:
            edges.write({"source": row["source"], "target": row["target"]} | edge_properties(row))


def _joining(source: str, target: str) -> dict[str, str]:
    return {"source": f":START_ID({source})", "target": f":END_ID({target})"}


def _arguments(written: _Written) -> Iterator[str]:
    """The options of the import: all of a file's rows or none of them, and line breaks in texts."""
    longest = max((table.longest for table in (*written.nodes, *written.edges)), default=0)
    yield "--multiline-fields=true"
    yield "--bad-tolerance=0"
    yield f"--array-delimiter=U+{ord(written.delimiter):04X}"
    yield f"--read-buffer-size={max(_LEAST_BUFFER, 2 * longest)}"
    for option, tables in (("nodes", written.nodes), ("relationships", written.edges)):
        for table in tables:
            if table.rows:
                yield f"--{option}={table.kind}={table.header},{table.data}"


def _finish(written: _Written, build: str) -> Iterator[str]:
    """The statements to run after the import; all of them may be run again."""
    known = statements()
    for table in written.nodes:
        if table.lists:
            yield filled(known["fill_lists_of_nodes"].text, {"label": table.kind, "keys": table.lists})
    for table in written.edges:
        if table.lists:
            yield filled(known["fill_lists_of_edges"].text, {"type": table.kind, "keys": table.lists})
    yield known["unique_meta"].text
    for migration in migrations():
        if migration.statement is not None and migration.engine in (None, "neo4j"):
            yield migration.statement.text
    yield known["wait_for_indexes"].text
    yield filled(known["record_schema"].text, {"number": newest(), "program": program()})
    yield filled(known["serve_imported"].text, {"build": build, "gap": GAP})
