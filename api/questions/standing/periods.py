"""How a document stands on every day at once: its states in the order of time, for charts. Pure: nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.questions.answers import DocumentRef
from api.questions.standing.answers import Conflict, Knowledge, Reason, State, Status
from api.questions.standing.deciding import state_of, status_of
from api.questions.standing.facts import Facts

_TURNING = (Reason.EXTENDED, Reason.AMENDED, Reason.SUPPLEMENTED, Reason.REPEALED, Reason.SUPERSEDED)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StatePeriod:
    """A run of days, both included, on which a document stands the same; ``None``: no end on that side."""

    state: State
    also: tuple[State, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What another document does to it: ``day`` is when it sets in, ``until`` the new last day of a prolongation."""

    reason: Reason
    document: DocumentRef
    day: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ClauseEnd:
    """A last day of single clauses, prolongations counted, and how many clauses have it."""

    day: date
    clauses: int


@dataclass(frozen=True, slots=True)
class Validity:
    """How a document stands over time, as far as the loaded documents say.

    ``periods`` cover all days, in their order. ``first`` and ``last`` are its first and last day with prolongations.
    ``clause_ends`` are those of single clauses that differ from ``last``. ``conflicts`` are kinds of contradictions,
    ``doubts`` counts what could not be decided; its status on a day tells both in full.
    """

    document: DocumentRef
    first: date | None
    last: date | None
    periods: tuple[StatePeriod, ...]
    turns: tuple[Turn, ...]
    clause_ends: tuple[ClauseEnd, ...]
    conflicts: tuple[Conflict, ...]
    doubts: int


@dataclass(frozen=True, slots=True)
class Validities:
    """How documents stand over time. ``truncated``: there are more than were asked for."""

    items: tuple[Validity, ...]
    known: Knowledge
    truncated: bool


def validity_of(facts: Facts, document_id: str) -> Validity:
    """How a document that the facts hold stands over time."""
    status = status_of(facts, document_id, facts.known.latest or date.min)
    ends = Counter(clause.last for clause in status.clauses if clause.last and clause.last != status.last)
    return Validity(
        document=status.document,
        first=status.first,
        last=status.last,
        periods=_periods(facts, status),
        turns=tuple(
            Turn(step.reason, step.document, step.day, step.until) for step in status.why if step.reason in _TURNING
        ),
        clause_ends=tuple(ClauseEnd(day, count) for day, count in sorted(ends.items())),
        conflicts=tuple(dict.fromkeys(each.conflict for each in status.contradictions)),
        doubts=len(status.doubts),
    )


def _periods(facts: Facts, status: Status) -> tuple[StatePeriod, ...]:
    begins = sorted(set(_turning_days(status)))
    before = begins[0] - _DAY if begins else status.on
    found: list[StatePeriod] = []
    for begin, asked in [(None, before), *((day, day) for day in begins)]:
        state, also = state_of(facts, status.document.id, asked)
        if found and (found[-1].state, found[-1].also) == (state, also):
            continue
        if found and begin:
            found[-1] = replace(found[-1], last=begin - _DAY)
        found.append(StatePeriod(state, also, begin, None))
    return tuple(found)


def _turning_days(status: Status) -> Iterator[date]:
    """The days on which the state may become another one: what sets in, and the days after an end."""
    for step in status.why:
        if step.day and step.reason != Reason.DISPUTED:
            yield step.day
        if step.until:
            yield step.until + _DAY
    for clause in status.clauses:
        if clause.stated:
            yield clause.stated + _DAY
