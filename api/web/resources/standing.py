"""How many documents stand on a day, and what ends soon."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api import questions
from api.questions.near import near_documents
from api.questions.standing.answers import Expiring, State, Status
from api.questions.standing.periods import Validities
from api.questions.standing.sieve import End, Sieve
from api.web.asking import ask
from api.web.models import StatusList
from api.web.naming import naming
from api.web.parameters import Day, Levels, Parameters, Word, Words
from api.web.resource import Resource
from api.web.today import day_or_today
from graph_builder.model import Level

standing = Resource("standing", "Whether documents hold on a day")


class StandingFilterQuery(Parameters):
    """Which documents, on which day."""

    on: Day | None = Field(None, description="the day asked about; today without it")
    id: Words = Field([], description="ids of documents; without any: all that were read")
    state: Annotated[list[State], Field(max_length=20)] = Field([], description="how they must stand")
    level: Levels = Field([], description="level of government")
    collection: Words = Field([], description="what they were loaded with")
    q: Word = Field("", description="words that must all stand in title, number or issuers")
    end: End | None = Field(None, description="what must have a last day: the document, or any clause of it")
    marked: bool = Field(False, description="only what has contradictions or something undecided")

    def sieve(self) -> Sieve:
        """What lets documents through."""
        return Sieve(self.q, self.end, self.marked)


class StandingQuery(StandingFilterQuery):
    """Which documents, on which day, and how many."""

    limit: int = Field(100, ge=1, le=1000, description="documents to list")


class ValidityQuery(Parameters):
    """Which documents, and how many."""

    level: Levels = Field([], description="level of government")
    collection: Words = Field([], description="what they were loaded with")
    limit: int = Field(1000, ge=1, le=5000, description="documents to list")


class ExpiringQuery(Parameters):
    """Which days."""

    start: Day | None = Field(None, alias="from", description="the first day; today without it")
    days: int = Field(30, ge=0, le=3660, description="days from it on")
    limit: int = Field(200, ge=1, le=2000, description="endings to list")


@standing.get("/status", StatusList, missing=True)
def read_statuses(query: StandingQuery) -> StatusList:
    """Say how documents stand on a day: those of some ids, or all that were read and fit."""
    found = standing_of(query, query.limit + 1)
    return StatusList(found[: query.limit], len(found) > query.limit)


def standing_of(query: StandingFilterQuery, limit: int) -> tuple[Status, ...]:
    """How the documents that fit stand, at most so many. Raises :class:`ProblemError` for an id that is none."""
    day = day_or_today(query.on)
    if not query.id:
        return ask(
            questions.standing,
            day,
            states=query.state or tuple(State),
            levels=query.level or tuple(Level),
            collections=query.collection or None,
            sieve=query.sieve(),
            limit=limit,
        )
    ids = list(dict.fromkeys(query.id))
    with naming(ids[0], near_documents):
        found = ask(questions.statuses, ids, day)
    return tuple(each for each in found if _fits(each, query))[:limit]


def _fits(each: Status, query: StandingFilterQuery) -> bool:
    document = each.document
    return (
        (not query.level or document.level in query.level)
        and (not query.state or bool({each.state, *each.also} & set(query.state)))
        and (not query.collection or document.collection in query.collection)
        and query.sieve().lets_through(each)
    )


@standing.get("/validity", Validities)
def read_validity(query: ValidityQuery) -> Validities:
    """Say how documents stand over time: from which day to which in what state, and what changed it."""
    return ask(
        questions.validity,
        levels=query.level or tuple(Level),
        collections=query.collection or None,
        limit=query.limit,
    )


@standing.get("/expiring", Expiring)
def list_expiring(query: ExpiringQuery) -> Expiring:
    """List what ends soon: documents and single clauses, prolongations counted."""
    return ask(questions.expiring, day_or_today(query.start), query.days, limit=query.limit)
