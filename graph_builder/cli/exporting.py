"""The command that writes the loaded graph to files."""

from __future__ import annotations

from pathlib import Path

import click

from graph_builder.cli.console import note
from graph_builder.errors import NotFoundError
from graph_builder.export import facts_of, write_csv, write_cypher, write_graphml, write_jsonl
from graph_builder.store import dump, open_store

_WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "graphml": write_graphml, "cypher": write_cypher}


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="jsonl", show_default=True, help="What to write."
)
@click.option("--facts", is_flag=True, help="Leave out the words of the texts: facts and places only.")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
def export_command(form: str, facts: bool, out: Path) -> None:
    """Write the loaded graph to OUT: a folder for jsonl and csv, a file for graphml and cypher."""
    with open_store() as store:
        graph = dump(store)
    if not graph.documents:
        raise NotFoundError("the graph is empty; run `policygraph build INPUT` or `policygraph load` first")
    if form == "jsonl":
        write_jsonl(graph, out, facts=facts)
    else:
        _WRITERS[form](facts_of(graph) if facts else graph, out)
    note(f"{out}: {len(graph.documents)} documents, {len(graph.relations)} relations written")
