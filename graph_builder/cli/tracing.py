"""The command trace."""

from __future__ import annotations

from datetime import datetime

import click

from api import questions
from api.questions.answers import Trace
from api.questions.tracing import CARRIED, Filters
from graph_builder.cli import views
from graph_builder.cli.console import json_option, show, show_json
from graph_builder.cli.find import the_document
from graph_builder.errors import NotFoundError
from graph_builder.model import Level, RelationType, Scope
from graph_builder.store import Store, open_store

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_COUNT = click.IntRange(min=1)
_TYPES = click.Choice([kind.value for kind in RelationType], case_sensitive=False)
_SCOPES = click.Choice([scope.value for scope in Scope])
_LEVELS = click.Choice([level.value for level in Level])


@click.command("trace")
@click.argument("document", metavar="DOC", nargs=-1, required=True)
@click.option("--depth", type=_COUNT, default=10, show_default=True, help="Steps to follow.")
@click.option("--limit", type=_COUNT, default=1000, show_default=True, help="Relations to follow in each direction.")
@click.option("--type", "types", type=_TYPES, multiple=True, help="Follow these relations only (repeatable).")
@click.option("--scope", "scopes", type=_SCOPES, multiple=True, help="Follow relations of this scope only.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=0.0, help="Follow relations at least this certain.")
@click.option("--level", "levels", type=_LEVELS, multiple=True, help="Show documents of this level (repeatable).")
@click.option("--since", type=_DAY, help="Show documents issued on this day or later.")
@click.option("--until", type=_DAY, help="Show documents issued on this day or before.")
@click.option("--measure", help="Trace one measure of the document, by its label: 二、（一）.")
@click.option("--graph", is_flag=True, help="With --json: documents and relations once each instead of a tree.")
@json_option
def trace_command(
    document: tuple[str, ...],
    depth: int,
    limit: int,
    types: tuple[str, ...],
    scopes: tuple[str, ...],
    confidence: float,
    levels: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    measure: str | None,
    graph: bool,
    as_json: bool,
) -> None:
    """Trace a document: down to all that carries it on, up to what it carries out.

    DOC is a number, a title or part of one. Each step shows level, date, days between the two dates, and the line
    and words that prove it. Documents that --level, --since or --until leave out are shown where they lie on the way.
    """
    filters = Filters(
        types=[RelationType(name.upper()) for name in types] or CARRIED,
        scopes=[Scope(name) for name in scopes] or tuple(Scope),
        confidence=confidence,
        levels=[Level(name) for name in levels] or tuple(Level),
        issued_from=since.date() if since else None,
        issued_to=until.date() if until else None,
    )
    with open_store() as store:
        found = the_document(store, " ".join(document), as_json=as_json)
        answer: Trace
        if measure is None:
            answer = questions.trace(store, found.id, depth=depth, limit=limit, **filters)
        else:
            traced = _measure(store, found.id, measure)
            answer = questions.trace_measure(store, traced, depth=depth, limit=limit, **filters)
    if as_json:
        show_json(questions.as_graph(answer) if graph else answer)
    else:
        show(views.trace(answer))


def _measure(store: Store, document_id: str, label: str) -> str:
    """The id of the measure with a label, however its marks are typed."""
    wanted = _bare(label)
    measures = questions.show(store, document_id).measures
    for measure in measures:
        if wanted and _bare(measure.label or "") == wanted:
            return measure.id
    labels = "、".join(f"“{measure.label}”" for measure in measures if measure.label) or "none"
    raise NotFoundError(f"{label}: {document_id} has no measure of this label; it has {labels}")


def _bare(label: str) -> str:
    return "".join(char for char in label if char not in "、.．（）() ")
