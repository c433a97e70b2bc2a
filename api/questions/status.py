"""Whether documents hold on a day, and what ends soon, as far as the loaded documents say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from api.questions.snapshot import links, question
from api.questions.standing.answers import HOLDING, Ending, Expiring, Reason, State, Status
from api.questions.standing.deciding import status_of
from api.questions.standing.facts import LENGTHS, read_facts, read_knowledge
from api.questions.standing.periods import Validities, Validity, validity_of
from api.questions.standing.sieve import Sieve
from graph_builder.model import Level, RelationType
from graph_builder.store.reading import Snapshot

_AT_ONCE = 500
"""Documents whose facts are read together."""


@question
def status(build: Snapshot, document_id: str, on: date) -> Status:
    """How a document stands on a day: in force, extended (until when, by what), repealed …, and why.

    What is issued after the day counts too, and is marked as ``later``: an extension may reach back. Raises
    :class:`~graph_builder.errors.NotFoundError` where the graph holds no such document.
    """
    return status_of(read_facts(build, [document_id]), document_id, on)


@question
def statuses(build: Snapshot, document_ids: Sequence[str], on: date) -> tuple[Status, ...]:
    """How each of several documents stands on a day, in their order; read in a fixed few statements for 500 of them.

    Raises :class:`~graph_builder.errors.NotFoundError` for the first id that the graph does not hold.
    """
    return tuple(_statuses(build, document_ids, on))


@question
def standing(
    build: Snapshot,
    on: date,
    *,
    states: Collection[State] = tuple(State),
    levels: Collection[Level] = tuple(Level),
    collections: Collection[str] | None = None,
    sieve: Sieve | None = None,
    limit: int | None = None,
) -> tuple[Status, ...]:
    """The documents that were read and are in one of ``states`` on a day, of these levels and collections, in order.

    A ``sieve`` lets through only some of them.
    """
    fits = (sieve or Sieve()).lets_through
    answers = _statuses(build, _ids_read(build, levels, collections), on)
    wanted = (each for each in answers if {each.state, *each.also} & set(states) and fits(each))
    return tuple(islice(wanted, limit))


@question
def validity(
    build: Snapshot,
    *,
    levels: Collection[Level] = tuple(Level),
    collections: Collection[str] | None = None,
    limit: int | None = None,
) -> Validities:
    """How the documents that were read, of these levels and collections, stand over time, in order."""
    ids = _ids_read(build, levels, collections)
    shown = ids if limit is None else ids[:limit]
    found: list[Validity] = []
    for start in range(0, len(shown), _AT_ONCE):
        part = shown[start : start + _AT_ONCE]
        facts = read_facts(build, part)
        found += [validity_of(facts, document_id) for document_id in part]
    return Validities(tuple(found), read_knowledge(build), len(ids) > len(shown))


@question
def expiring(build: Snapshot, first: date, days: int, *, limit: int = 1000) -> Expiring:
    """What ends in the ``days`` days from ``first`` on: documents and single clauses, prolongations counted.

    A clause that ends with its document is not listed beside it.
    """
    last = first + timedelta(days=max(days, 0))
    ids = [row["id"] for row in build.read("documents_ending", first=first, last=last, lengths=list(LENGTHS))]
    endings = sorted(
        (
            ending
            for answer in _statuses(build, _with_extended(build, ids), first)
            for ending in _endings(answer)
            if first <= ending.day <= last
        ),
        key=lambda ending: (ending.day, ending.document.id, ending.clause.line if ending.clause else 0),
    )
    return Expiring(first, last, tuple(endings[:limit]), read_knowledge(build), len(endings) > limit)


def _ids_read(build: Snapshot, levels: Collection[Level], collections: Collection[str] | None) -> list[str]:
    return [
        row["id"]
        for row in build.read("documents_read")
        if row["level"] in levels and (collections is None or row["collection"] in collections)
    ]


def _statuses(build: Snapshot, ids: Sequence[str], on: date) -> Iterator[Status]:
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        facts = read_facts(build, part)
        yield from (status_of(facts, document_id, on) for document_id in part)


def _with_extended(build: Snapshot, ids: Sequence[str]) -> list[str]:
    """Documents, and those that they prolong, over any number of steps: their ends move with them."""
    found = dict.fromkeys(ids)
    front: dict[str, date | None] = dict.fromkeys(ids)
    while front:
        reached = links(build, front, [RelationType.EXTENDS], outgoing=True)
        front = {
            link.document.id: None for steps in reached.values() for link in steps if link.document.id not in found
        }
        found |= dict.fromkeys(front)
    return list(found)


def _endings(answer: Status) -> Iterator[Ending]:
    """What of a document is still to end: the whole, and the clauses that end on another day."""
    if answer.last and answer.state in (*HOLDING, State.NOT_YET):
        extended = any(step.reason == Reason.EXTENDED and step.until == answer.last for step in answer.why)
        yield Ending(answer.last, answer.document, None, extended, answer.why)
    for clause in answer.clauses:
        if clause.last and clause.last != answer.last and clause.state in (*HOLDING, State.NOT_YET):
            yield Ending(clause.last, answer.document, clause, clause.last != clause.stated, clause.why)
