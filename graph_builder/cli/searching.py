"""The command search."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

import click
from rich.console import RenderableType
from rich.text import Text

from api import questions
from api.questions.listing.documents import DocumentFilter
from api.questions.searching import SORTS, SearchAnswer
from api.questions.standing.answers import State
from graph_builder.cli import views
from graph_builder.cli.console import json_option, show, show_json, table
from graph_builder.errors import NotFoundError
from graph_builder.model import Level
from graph_builder.store import open_store

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_VALUES = 8


@click.command("search")
@click.argument("words", nargs=-1)
@click.option(
    "--level",
    "levels",
    type=click.Choice([each.value for each in Level]),
    multiple=True,
    help="Of this level (repeatable).",
)
@click.option("--issuer", "issuers", multiple=True, help="Issued by this agency, by its full name (repeatable).")
@click.option("--type", "doc_types", multiple=True, help="Of this kind: 通知, 意见 … (repeatable).")
@click.option("--chapter", "categories", multiple=True, help="Of this chapter of the compendium (repeatable).")
@click.option("--year", "years", type=click.IntRange(1, 9999), multiple=True, help="Issued in this year (repeatable).")
@click.option("--collection", "collections", multiple=True, help="Of this collection (repeatable).")
@click.option("--on", type=_DAY, help="Tell how they stand on this day.")
@click.option(
    "--state",
    "states",
    type=click.Choice([each.value for each in State]),
    multiple=True,
    help="Standing so on the day of --on (repeatable).",
)
@click.option("--sort", type=click.Choice(SORTS), default=SORTS[0], show_default=True, help="Order.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Documents to list.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Documents to pass over.")
@click.option("--facets", is_flag=True, help="Count what all hits are like.")
@json_option
def search_command(
    words: tuple[str, ...],
    levels: tuple[str, ...],
    on: datetime | None,
    states: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    facets: bool,
    as_json: bool,
    **filters: tuple[object, ...],
) -> None:
    """Search numbers, titles and texts for WORDS, all of which must be found; without any, list what fits the filters.

    A number may be typed in any style of brackets, and in part; the one that is typed exactly comes first.
    """
    asked = " ".join(words)
    if states and on is None:
        raise click.UsageError("--state needs the day: add --on", click.get_current_context())
    wanted = DocumentFilter(levels=[Level(name) for name in levels], **filters)  # type: ignore[arg-type]
    with open_store() as store:
        answer = questions.search(
            store,
            asked,
            wanted=wanted,
            states=[State(name) for name in states],
            on=on.date() if on else None,
            sort=sort,
            limit=limit,
            offset=offset,
        )
    if as_json:
        show_json(answer)
    elif answer.total:
        show(*views.hits(answer.hits), *_count(answer), *(_facets(answer) if facets else []))
    else:
        raise NotFoundError(f"{asked}: found in no number, title or text; try fewer or shorter words, or fewer filters")


def _count(answer: SearchAnswer) -> list[RenderableType]:
    last = answer.offset + len(answer.hits)
    cut = "；检索面过大，未查全 not all passages were read" if answer.truncated else ""
    return [Text(f"\n{answer.offset + 1}-{last} / {answer.total}{cut}", style="dim")]


def _facets(answer: SearchAnswer) -> list[RenderableType]:
    made = table("分面", "数量", title="分面 facets")
    for each in fields(answer.facets):
        values = getattr(answer.facets, each.name)
        shown = "；".join(f"{'—' if one.value is None else one.value} {one.count}" for one in values[:_VALUES])
        if shown:
            made.add_row(each.name, shown + ("；……" if len(values) > _VALUES else ""))
    return ["", made]
