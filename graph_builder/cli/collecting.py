"""The command that lists what is kept, or forgets some of it: collections."""

from __future__ import annotations

import click

from graph_builder.cli.console import json_option, show, show_json, table
from graph_builder.cli.working import Working, kept_collections, load_all, working_options
from graph_builder.errors import InputError
from graph_builder.logs import logged_run


@click.command("collections")
@click.option("--remove", metavar="NAME", help="Forget this collection and load the rest.")
@working_options
@json_option
@logged_run("collections")
def collections_command(remove: str | None, working: Working, as_json: bool) -> None:
    """List the collections that are kept, or remove one."""
    kept = kept_collections()
    if remove is not None:
        if remove not in kept.names():
            raise InputError(f"{remove}: no such collection; `policygraph collections` lists them")
        with working.space(kept.home) as space:
            space.kept.remove(remove)
            load_all(space, space.join(), as_json=as_json)
        return
    texts = set(kept.names(texts=True))
    if as_json:
        show_json([{"name": name, "kept_as": "texts" if name in texts else "export"} for name in kept.names()])
        return
    made = table("汇编", "保存为")
    for name in kept.names():
        made.add_row(name, "文本 texts" if name in texts else "导出 export")
    show(made)
