"""How fast national documents are carried out: the days until the documents that implement or forward them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import quantiles

from api.questions.keeping import kept
from api.questions.network.answers import Carried, Dating
from api.questions.network.bodies import Bodies, read_bodies
from api.questions.network.pairs import CARRYING, read_pairs
from api.questions.snapshot import question
from graph_builder.model import Level, RelationType, Scope
from graph_builder.store.reading import Snapshot


class Grouping(StrEnum):
    """By what the pairs are grouped.

    ``issuer``: who issued the document that carries out; ``counterpart``: the head of that issuer's line of work
    (河北省财政厅 → 财政部); ``ministry``: who issued the national document; ``category`` and ``doc_type``: chapter and
    kind of the document that carries out.
    """

    ISSUER = "issuer"
    COUNTERPART = "counterpart"
    MINISTRY = "ministry"
    CATEGORY = "category"
    DOC_TYPE = "doc_type"


@dataclass(frozen=True, slots=True)
class Spread:
    """How ``n`` numbers of days lie: the least, the quartiles, the most; ``iqr`` is ``upper`` less ``lower``.

    Quartiles lie between two values in proportion (the inclusive method: the least is the 0 %, the most the 100 %).
    """

    n: int
    least: int
    lower: float
    median: float
    upper: float
    most: int
    iqr: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The spread of the days that are known, ``None`` for none, and what is not in it.

    ``pairs`` = the spread's n + ``contradicting`` (the national document is the younger one: no speed can be told) +
    ``undated`` (a date is not known) + ``undecided`` (several documents may be the national one).
    """

    spread: Spread | None
    pairs: int
    contradicting: int
    undated: int
    undecided: int


@dataclass(frozen=True, slots=True)
class LagRow:
    """One group. ``key`` is the body's id, the chapter or the kind, ``None`` where that is not known.

    ``pairs`` are in the order of the days, those without a number of days last; each has its relations with evidence.
    """

    key: str | None
    name: str | None
    summary: Summary
    pairs: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Lag:
    """The speed over all pairs (``overall``), and by group: the group with most known days first, the unknown one last.

    Joint documents are in the row of each of their issuers, so that rows may add up to more than ``overall``.
    """

    by: Grouping
    overall: Summary
    rows: tuple[LagRow, ...]


@question
@kept(lambda answer: sum(len(row.pairs) for row in answer.rows))
def lag(
    build: Snapshot,
    *,
    by: Grouping = Grouping.ISSUER,
    types: Collection[RelationType] = CARRYING,
    scopes: Collection[Scope] = (Scope.DOCUMENT,),
    levels: Collection[Level] = (Level.PROVINCIAL,),
    confidence: float = 0.0,
    fold_offices: bool = False,
) -> Lag:
    """The days from each national document to each document of ``levels`` that carries it out.

    A pair counts once, whatever number of relations joins it. Relations count that are of these types and scopes and at
    least as sure as ``confidence``. ``fold_offices`` counts an office as the agency that it is in.
    """
    bodies = read_bodies(build, fold_offices=fold_offices)
    found = [
        each
        for each in read_pairs(build, types, scopes, confidence)
        if each.target.level == Level.NATIONAL and each.source.level in levels and each.source.level != Level.NATIONAL
    ]
    found.sort(key=_order)
    groups: dict[str | None, list[Carried]] = {}
    keys = _keys(bodies, by)
    for each in found:
        for key in dict.fromkeys(keys(each)) or (None,):
            groups.setdefault(key, []).append(each)
    rows = (LagRow(key, _name(bodies, by, key), summarize(pairs), tuple(pairs)) for key, pairs in groups.items())
    return Lag(by, summarize(found), tuple(sorted(rows, key=_most_known_first)))


def summarize(pairs: Sequence[Carried]) -> Summary:
    """The spread of the known days of pairs, and the number of the others."""
    days = [each.days for each in pairs if each.dating == Dating.KNOWN and each.days is not None]
    contradicting = sum(each.dating == Dating.CONTRADICTING for each in pairs)
    undecided = sum(each.dating == Dating.UNDECIDED for each in pairs)
    undated = len(pairs) - len(days) - contradicting - undecided
    return Summary(spread_of(days), len(pairs), contradicting, undated, undecided)


def spread_of(days: Iterable[int]) -> Spread | None:
    """The spread of numbers of days; ``None`` for none."""
    ordered = sorted(days)
    if not ordered:
        return None
    # quantiles() wants two values; one value is its own quartile
    lower, median, upper = quantiles(ordered * 2 if len(ordered) == 1 else ordered, n=4, method="inclusive")
    return Spread(len(ordered), ordered[0], lower, median, upper, ordered[-1], upper - lower)


def _keys(bodies: Bodies, by: Grouping) -> Callable[[Carried], Iterable[str]]:
    """What tells the groups of a pair; empty where that is not known."""

    def counterparts(each: Carried) -> Iterable[str]:
        return filter(None, map(bodies.line, bodies.issuers(each.source)))

    return {
        Grouping.ISSUER: lambda each: bodies.issuers(each.source),
        Grouping.COUNTERPART: counterparts,
        Grouping.MINISTRY: lambda each: bodies.issuers(each.target),
        Grouping.CATEGORY: lambda each: filter(None, (each.category,)),
        Grouping.DOC_TYPE: lambda each: filter(None, (each.source.doc_type,)),
    }[by]


def _name(bodies: Bodies, by: Grouping, key: str | None) -> str | None:
    agency = key is not None and by in (Grouping.ISSUER, Grouping.COUNTERPART, Grouping.MINISTRY)
    return bodies.body(key).name if agency and key else key


def _order(each: Carried) -> tuple[bool, int, str, str]:
    return each.days is None, each.days or 0, each.source.id, each.target.id


def _most_known_first(row: LagRow) -> tuple[bool, int, float, str]:
    spread = row.summary.spread
    return row.key is None, -(spread.n if spread else 0), spread.median if spread else 0.0, row.key or ""
