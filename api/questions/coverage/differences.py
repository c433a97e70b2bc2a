"""What two aligned clauses state differently: value, period, beneficiary."""

from __future__ import annotations

from collections.abc import Iterable

from api.questions.coverage.answers import Aspect, Difference
from api.questions.coverage.clauses import figures, sentences
from graph_builder.model import Measure


def differences(national: Measure, provincial: Measure) -> tuple[Difference, ...]:
    """What each of the two states alone, by aspect; an aspect in which they agree is left out.

    Values are all figures of the clause (how much, how long, from when), not only the one that the measure names, as
    a clause that states several may split or reorder them.
    """
    compared = (
        (Aspect.VALUE, _figures(national), _figures(provincial)),
        (Aspect.PERIOD, _period(national), _period(provincial)),
        (Aspect.BENEFICIARY, _names(national), _names(provincial)),
    )
    return tuple(
        Difference(aspect, _only(one, other), _only(other, one))
        for aspect, one, other in compared
        if set(one) != set(other)
    )


def _only(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    held = set(other)
    return tuple(each for each in one if each not in held)


def _figures(measure: Measure) -> list[str]:
    return figures("。".join(sentences(measure)))


def _period(measure: Measure) -> list[str]:
    first, last = measure.valid_from, measure.valid_to
    return [f"{first or ''}/{last or ''}"] if first or last else []


def _names(measure: Measure) -> list[str]:
    return measure.beneficiary.split("、") if measure.beneficiary else []
