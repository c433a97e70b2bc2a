"""The command that writes the loaded graph to files."""

from __future__ import annotations

from pathlib import Path

import click

from graph_builder.cli.console import note
from graph_builder.errors import NotFoundError
from graph_builder.export.csv_tables import write_csv
from graph_builder.export.cypher_script import write_cypher
from graph_builder.export.facts import facts_of
from graph_builder.export.graphml import write_graphml
from graph_builder.export.jsonl import read_jsonl, write_jsonl
from graph_builder.export.neo4j_import import SCRIPT, write_neo4j_import
from graph_builder.model import Graph
from graph_builder.store import dump, open_store

_WRITERS = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "graphml": write_graphml,
    "cypher": write_cypher,
    "neo4j-import": write_neo4j_import,
}
_PATH = click.Path(path_type=Path)


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="jsonl", show_default=True, help="What to write."
)
@click.option("--facts", is_flag=True, help="Leave out the words of the texts: facts and places only.")
@click.option("--from", "export", metavar="EXPORT_DIR", type=_PATH, help="Take this export, not the loaded graph.")
@click.argument("out", metavar="OUT", type=_PATH)
def export_command(form: str, facts: bool, export: Path | None, out: Path) -> None:
    """Write the loaded graph to OUT: a folder for jsonl, csv and neo4j-import, a file for graphml and cypher.

    neo4j-import is what `neo4j-admin database import full` takes, with the script that runs it.
    """
    graph = read_jsonl(export) if export else _loaded()
    if form == "jsonl":
        write_jsonl(graph, out, facts=facts)
    else:
        _WRITERS[form](facts_of(graph) if facts else graph, out)
    note(f"{out}: {len(graph.documents)} documents, {len(graph.relations)} relations written")
    if form == "neo4j-import":
        note(f"next: sh {out / SCRIPT} DATABASE, where neo4j-admin is; the script says the rest")


def _loaded() -> Graph:
    with open_store() as store:
        graph = dump(store)
    if not graph.documents:
        raise NotFoundError("the graph is empty; run `policygraph build INPUT` or `policygraph load` first")
    return graph
