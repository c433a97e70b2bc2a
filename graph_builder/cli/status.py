"""Commands that ask how documents stand and how they are joined: status, expiring, effects, paths."""

from __future__ import annotations

from datetime import date, datetime

import click
from rich.text import Text

from api import questions
from api.questions.standing.answers import State
from api.questions.standing.facts import CHANGES
from graph_builder.cli import standing
from graph_builder.cli.console import json_option, show, show_json
from graph_builder.cli.find import the_document
from graph_builder.model import Level, RelationType
from graph_builder.store import open_store

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_COUNT = click.IntRange(min=1)
_TYPES = click.Choice([kind.value for kind in RelationType], case_sensitive=False)


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


@click.command("status")
@click.argument("document", metavar="[DOC]", nargs=-1)
@click.option("--on", type=_DAY, help="The day asked about; today without it.")
@click.option(
    "--state",
    "states",
    type=click.Choice([each.value for each in State]),
    multiple=True,
    help="List only documents in this state (repeatable).",
)
@click.option(
    "--level",
    "levels",
    type=click.Choice([each.value for each in Level]),
    multiple=True,
    help="List only documents of this level (repeatable).",
)
@click.option("--limit", type=_COUNT, help="Documents to list; all without it.")
@json_option
def status_command(
    document: tuple[str, ...],
    on: datetime | None,
    states: tuple[str, ...],
    levels: tuple[str, ...],
    limit: int | None,
    as_json: bool,
) -> None:
    """Say whether a document holds on a day: in force, extended (until when, by what), expired, repealed … and why.

    DOC is a number, a title or part of one; without it all documents that were read are listed. The answer goes as far
    as the loaded documents say, and tells how far that is.
    """
    with open_store() as store:
        if document:
            found = the_document(store, " ".join(document), as_json=as_json)
            answer = questions.status(store, found.id, _day(on))
            shown = standing.status(answer)
        else:
            answers = questions.standing(
                store,
                _day(on),
                states=[State(name) for name in states] or tuple(State),
                levels=[Level(name) for name in levels] or tuple(Level),
                limit=limit,
            )
            shown = standing.statuses(answers)
    if as_json:
        show_json(answer if document else answers)
    else:
        show(*shown)


@click.command("expiring")
@click.option("--from", "first", type=_DAY, help="The first day; today without it.")
@click.option("--days", type=click.IntRange(min=0, max=36600), default=30, show_default=True, help="Days from it on.")
@click.option("--limit", type=_COUNT, default=1000, show_default=True, help="Entries to list.")
@json_option
def expiring_command(first: datetime | None, days: int, limit: int, as_json: bool) -> None:
    """List the documents and the single clauses that end soon, prolongations counted."""
    with open_store() as store:
        answer = questions.expiring(store, _day(first), days, limit=limit)
    if as_json:
        show_json(answer)
    else:
        show(*standing.expiring(answer))


@click.command("effects")
@click.argument("document", metavar="DOC", nargs=-1, required=True)
@click.option("--type", "types", type=_TYPES, multiple=True, help="List these relations only (repeatable).")
@json_option
def effects_command(document: tuple[str, ...], types: tuple[str, ...], as_json: bool) -> None:
    """List what a document changes in others and they in it, one row per effect, with clause, date and words.

    DOC is a number, a title or part of one. Without --type: extensions, repeals, amendments and supplements.
    """
    chosen = [RelationType(name.upper()) for name in types] or CHANGES
    with open_store() as store:
        found = the_document(store, " ".join(document), as_json=as_json)
        answer = questions.effects(store, found.id, types=chosen)
    if as_json:
        show_json(answer)
    else:
        show(*standing.effects(answer))


@click.command("paths")
@click.argument("start", metavar="DOC")
@click.argument("end", metavar="DOC")
@click.option("--type", "types", type=_TYPES, multiple=True, help="Follow these relations only (repeatable).")
@click.option("--steps", type=click.IntRange(1, 10), default=4, show_default=True, help="Most steps of a path.")
@click.option("--limit", type=_COUNT, default=10, show_default=True, help="Paths to list.")
@json_option
def paths_command(start: str, end: str, types: tuple[str, ...], steps: int, limit: int, as_json: bool) -> None:
    """Find the paths of relations between two documents, the shortest first.

    Each DOC is a number, a title or part of one; quote one that holds a blank.
    """
    chosen = [RelationType(name.upper()) for name in types] or tuple(RelationType)
    with open_store() as store:
        ends = [the_document(store, words, as_json=as_json).id for words in (start, end)]
        answer = questions.paths(store, ends[0], ends[1], types=chosen, steps=steps, limit=limit)
    if as_json:
        show_json(answer)
    elif answer.paths:
        show(*standing.paths(answer))
    else:
        show(Text(f"没有不超过{steps}步的路径 no path of at most {steps} steps"))
