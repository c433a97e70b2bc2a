"""Commands that ask how fast and by whom documents are carried out: lag, issuers, agency."""

from __future__ import annotations

from datetime import datetime

import click

from api.questions.agencies import agency_page, find_agencies
from api.questions.lag import Grouping, lag
from api.questions.network import Period, as_matrix, following_network, joint_network
from api.questions.network.pairs import CARRYING
from graph_builder.cli import network_views as views
from graph_builder.cli.console import json_option, show, show_json
from graph_builder.errors import NotFoundError
from graph_builder.model import Agency, Level, RelationType, Scope
from graph_builder.store import Store, open_store

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_COUNT = click.IntRange(min=1)
_TYPES = click.Choice([kind.value for kind in RelationType], case_sensitive=False)
_LISTED = 50

_types_option = click.option(
    "--type", "types", type=_TYPES, multiple=True, help="Relations that carry out (repeatable); IMPLEMENTS, FORWARDS."
)
_clauses_option = click.option("--clauses", is_flag=True, help="Count what single provisions carry out, too.")
_levels_option = click.option(
    "--level", "levels", type=click.Choice([level.value for level in Level]), multiple=True, help="Levels (repeatable)."
)
_fold_option = click.option("--fold-offices", is_flag=True, help="Count an office as the agency that it is in.")
_top_option = click.option("--top", type=_COUNT, default=20, show_default=True, help="Rows to list in each table.")


def _carrying(types: tuple[str, ...]) -> tuple[RelationType, ...]:
    return tuple(RelationType(name.upper()) for name in types) or CARRYING


def _scopes(clauses: bool) -> tuple[Scope, ...]:
    return tuple(Scope) if clauses else (Scope.DOCUMENT,)


@click.command("lag")
@click.option(
    "--by",
    type=click.Choice([each.value for each in Grouping]),
    default="issuer",
    show_default=True,
    help="What to group by.",
)
@_types_option
@_clauses_option
@_levels_option
@click.option("--confidence", type=click.FloatRange(0, 1), default=0.0, help="Only relations at least this certain.")
@_fold_option
@_top_option
@click.option("--pairs", is_flag=True, help="List the documents of each row, with the words that join them.")
@json_option
def lag_command(
    by: str,
    types: tuple[str, ...],
    clauses: bool,
    levels: tuple[str, ...],
    confidence: float,
    fold_offices: bool,
    top: int,
    pairs: bool,
    as_json: bool,
) -> None:
    """Measure the days from national documents to those that carry them out.

    Each row has the number of pairs with known dates, the least, the quartiles, the median, the most; beside them the
    pairs whose dates contradict each other or are not known.
    """
    with open_store() as store:
        answer = lag(
            store,
            by=Grouping(by),
            types=_carrying(types),
            scopes=_scopes(clauses),
            levels=[Level(name) for name in levels] or (Level.PROVINCIAL,),
            confidence=confidence,
            fold_offices=fold_offices,
        )
    if as_json:
        show_json(answer)
    else:
        show(*views.lag(answer, top, pairs=pairs))


@click.command("issuers")
@click.option("--following", is_flag=True, help="Who carries out whose documents, instead of who issues with whom.")
@click.option("--matrix", is_flag=True, help="With --json: the counts as a table in the order of communities.")
@click.option("--since", type=_DAY, help="Only documents issued on this day or later.")
@click.option("--until", type=_DAY, help="Only documents issued on this day or before.")
@_levels_option
@click.option("--cited", is_flag=True, help="Count documents that are only cited, too (who issues with whom).")
@_types_option
@_clauses_option
@_fold_option
@click.option("--seed", type=int, default=0, show_default=True, help="Decides the communities.")
@_top_option
@json_option
def issuers_command(
    following: bool,
    matrix: bool,
    since: datetime | None,
    until: datetime | None,
    levels: tuple[str, ...],
    cited: bool,
    types: tuple[str, ...],
    clauses: bool,
    fold_offices: bool,
    seed: int,
    top: int,
    as_json: bool,
) -> None:
    """Show who issues with whom, or with --following who carries out whose documents.

    Agencies under former names are one. Communities are those of Leiden, the same for the same --seed.
    """
    period = Period(since.date() if since else None, until.date() if until else None)
    chosen = [Level(name) for name in levels] or tuple(Level)
    with open_store() as store:
        if following:
            followed = following_network(
                store,
                period=period,
                levels=chosen,
                types=_carrying(types),
                scopes=_scopes(clauses),
                fold_offices=fold_offices,
                seed=seed,
            )
        else:
            joined = joint_network(
                store, period=period, levels=chosen, cited=cited, fold_offices=fold_offices, seed=seed
            )
    if as_json:
        network = followed if following else joined
        show_json(as_matrix(network) if matrix else network)
    else:
        show(*(views.following(followed, top) if following else views.joint(joined, top)))


@click.command("agency")
@click.argument("name", nargs=-1, required=True)
@click.option("--cited", is_flag=True, help="List documents that are only cited, too.")
@_clauses_option
@_fold_option
@_top_option
@json_option
def agency_command(
    name: tuple[str, ...], cited: bool, clauses: bool, fold_offices: bool, top: int, as_json: bool
) -> None:
    """Show an agency: names, superiors, line of work, partners, documents, the measures it is responsible for.

    NAME is its full name, a short name or a part of one.
    """
    with open_store() as store:
        found = _the_agency(store, " ".join(name), as_json=as_json)
        page = agency_page(store, found.id, cited=cited, scopes=_scopes(clauses), fold_offices=fold_offices)
    if as_json:
        show_json(page)
    else:
        show(*views.agency(page, top))


def _the_agency(store: Store, words: str, *, as_json: bool) -> Agency:
    """The one agency of a name. Raises :class:`NotFoundError`; where several fit, it prints them first."""
    found = find_agencies(store, words, limit=_LISTED + 1)
    if not found:
        raise NotFoundError(f"{words}: no agency of the graph has this name; try a part of it")
    if len(found) > 1:
        if as_json:
            show_json({"matches": found[:_LISTED]})
        else:
            show(views.agencies(found[:_LISTED]))
        count = f"more than {_LISTED}" if len(found) > _LISTED else str(len(found))
        raise NotFoundError(f"{words}: {count} agencies fit; name one by its full name")
    return found[0].agency
