"""How documents stand over time agrees with how they stand on each single day, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from graphs import EXTENSION, ROOT, SECOND_EXTENSION, every_type

from api.questions import standing, status, validity
from api.questions.standing.answers import Reason, State
from api.questions.standing.periods import StatePeriod, Validity
from api.questions.standing.sieve import End, Sieve
from graph_builder.build import build
from graph_builder.model import Level
from graph_builder.store import Store, load

DAY = timedelta(days=1)


def on(periods: tuple[StatePeriod, ...], day: date) -> StatePeriod:
    """The only period that holds a day."""
    (found,) = [
        each
        for each in periods
        if (each.first is None or each.first <= day) and (each.last is None or day <= each.last)
    ]
    return found


def around(answer: Validity) -> Iterator[date]:
    """The days at which something turns, with those beside them."""
    turning = [day for each in answer.periods for day in (each.first, each.last)]
    for day in [*turning, *(turn.until for turn in answer.turns), *(end.day for end in answer.clause_ends)]:
        if day:
            yield from (day - DAY, day, day + DAY)


def agrees(store: Store) -> int:
    """How many days were compared."""
    compared = 0
    for answer in validity(store).items:
        assert (answer.periods[0].first, answer.periods[-1].last) == (None, None)
        for day in set(around(answer)):
            single, period = status(store, answer.document.id, day), on(answer.periods, day)
            assert (period.state, period.also) == (single.state, single.also), (answer.document.id, day)
            compared += 1
    return compared


def test_periods_agree_with_the_status_of_each_day(store: Store) -> None:
    load(store, every_type())
    assert agrees(store) > 30


def test_periods_of_the_sample_agree_with_the_status_of_each_day(store: Store, sample_dir: Path) -> None:
    load(store, build([sample_dir]))
    assert agrees(store) > 60


def test_what_prolongs_and_amends_a_document_is_told_with_its_days(store: Store) -> None:
    load(store, every_type())
    answer = next(each for each in validity(store).items if each.document.id == ROOT)
    assert [(turn.document.id, str(turn.until)) for turn in answer.turns if turn.reason == Reason.EXTENDED] == [
        (EXTENSION, "2021-12-31"),
        (SECOND_EXTENSION, "2022-12-31"),
    ]
    assert [period.state for period in answer.periods] == [
        *(State.NOT_YET, State.IN_FORCE, State.EXTENDED, State.EXTENDED, State.EXPIRED)
    ]
    assert str(answer.last) == "2022-12-31"


def test_validity_is_asked_by_level_and_collection_and_cut(store: Store) -> None:
    load(store, every_type())
    everything = validity(store)
    provincial = validity(store, levels=[Level.PROVINCIAL])
    assert {each.document.level for each in provincial.items} == {Level.PROVINCIAL}
    assert validity(store, collections=["无"]).items == ()
    cut = validity(store, limit=2)
    assert (len(cut.items), cut.truncated, everything.truncated) == (2, True, False)


@pytest.mark.parametrize(
    ("sieve", "expected"),
    [
        (Sieve(words=ROOT.replace("〔", "[").replace("〕", "]")), True),
        (Sieve(words="没有的词"), False),
        (Sieve(end=End.DOCUMENT), True),
        (Sieve(end=End.ANY), True),
        (Sieve(marked=True), False),
    ],
)
def test_a_sieve_tells_what_is_wanted(store: Store, sieve: Sieve, expected: bool) -> None:
    load(store, every_type())
    found = [each.document.id for each in standing(store, date(2021, 7, 1), sieve=sieve)]
    assert (ROOT in found) == expected
