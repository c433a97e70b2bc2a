"""Commands that ask the loaded graph: show, stats, issues."""

from __future__ import annotations

import click
from rich.text import Text

from api import questions
from graph_builder.cli import views
from graph_builder.cli.console import json_option, show, show_json
from graph_builder.cli.find import the_document
from graph_builder.store import open_store

_COUNT = click.IntRange(min=1)
# several words, as a number may hold a blank (财政部 税务总局公告…) that nobody thinks of quoting
_DOCUMENT = click.argument("document", metavar="DOC", nargs=-1, required=True)


@click.command("show")
@_DOCUMENT
@json_option
def show_command(document: tuple[str, ...], as_json: bool) -> None:
    """Show a document: its fields, what it does to others and they to it, its measures.

    DOC is a number, a title or part of one.
    """
    with open_store() as store:
        view = questions.show(store, the_document(store, " ".join(document), as_json=as_json).id)
    if as_json:
        show_json(view)
    else:
        show(*views.document(view))


@click.command("stats")
@click.option("--top", type=_COUNT, default=10, show_default=True, help="Most implemented documents to list.")
@json_option
def stats_command(top: int, as_json: bool) -> None:
    """Count what the graph holds, by kind, and list the most implemented documents."""
    with open_store() as store:
        answer = questions.stats(store, top=top)
    if as_json:
        show_json(answer)
    else:
        show(*views.stats(answer))


@click.command("issues")
@click.option("--kind", help="Only issues of this kind.")
@click.option("--limit", type=_COUNT, help="Issues to list; all without it.")
@json_option
def issues_command(kind: str | None, limit: int | None, as_json: bool) -> None:
    """List what could not be read or decided, with its place and, where there are any, the candidates."""
    with open_store() as store:
        found = questions.issues(store, kind=kind, limit=limit)
    if as_json:
        show_json(found)
    else:
        show(views.issues(found) if found else Text("没有未决事项 nothing was left undecided"))
