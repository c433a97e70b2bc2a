"""How like each national clause is to each provincial one: scores in parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from api.questions.coverage.answers import Part
from api.questions.coverage.clauses import Clause, Grams
from api.questions.coverage.rules import LikenessRules, action_classes

_SAME_CLASS = 0.6
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1 with its parts; ``sentence`` tells the greatest share of a single sentence of either
    clause that the other one holds."""

    score: float
    wording: float
    sentence: float
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Shared:
    """Weights that a pair of clauses share: as wholes, and the best share of one sentence in each direction."""

    whole: float = 0.0
    sentence: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """The clauses of two documents. What is common to many of them counts little (inverse document frequency)."""

    national: Sequence[Clause]
    provincial: Sequence[Clause]
    rules: LikenessRules

    @cached_property
    def idf(self) -> dict[str, float]:
        """The weight of each pair or triple of characters: log((N + 1) / clauses that hold it)."""
        both = [*self.national, *self.provincial]
        held = Counter(gram for clause in both for gram in clause.whole)
        return {gram: log((len(both) + 1) / n) for gram, n in held.items()}

    @cached_property
    def figure_idf(self) -> dict[str, float]:
        """The same for figures."""
        both = [*self.national, *self.provincial]
        held = Counter(figure for clause in both for figure in clause.figures)
        return {figure: log((len(both) + 1) / n) for figure, n in held.items()}

    @cached_property
    def wholes(self) -> tuple[list[float], list[float]]:
        """The weight of each clause, national and provincial."""
        national, provincial = (
            [self.weight(clause.whole) for clause in side] for side in (self.national, self.provincial)
        )
        return national, provincial

    def weight(self, grams: Iterable[str]) -> float:
        """Summed weight; words of headings that no clause holds count as if one did."""
        alone = log(len(self.national) + len(self.provincial) + 1)
        # A sum of floats depends on its order, and the order of a set on the run.
        return sum(sorted(self.idf.get(gram, alone) for gram in grams))

    def all(self) -> dict[tuple[int, int], Likeness]:
        """Every pair (place of the national, place of the provincial clause) that shares any words."""
        return {pair: self._likeness(pair, shared) for pair, shared in sorted(self._shared().items())}

    def holds(self, grams: Grams, clause: Clause) -> float:
        """The share of ``grams`` by weight that a clause holds."""
        total = self.weight(grams)
        return self.weight(grams & clause.whole) / total if total else 0.0

    def _shared(self) -> dict[tuple[int, int], _Shared]:
        found: dict[tuple[int, int], _Shared] = defaultdict(_Shared)
        for one, other, forward in (
            (self.provincial, self.national, False),
            (self.national, self.provincial, True),
        ):
            held = self._holders(other)
            for place, clause in enumerate(one):
                for sentence in clause.sentences:
                    total = self.weight(sentence) + self.rules.saturation
                    for partner, weight in self._weights(sentence, held).items():
                        shared = found[(place, partner) if forward else (partner, place)]
                        shared.sentence = max(shared.sentence, weight / total)
                if forward:
                    for partner, weight in self._weights(clause.whole, held).items():
                        found[place, partner].whole = weight
        return found

    def _holders(self, side: Sequence[Clause]) -> dict[str, list[int]]:
        """The clauses that hold each pair or triple; not those that too many hold, so that the work stays linear."""
        held: dict[str, list[int]] = defaultdict(list)
        for place, clause in enumerate(side):
            for gram in clause.whole:
                held[gram].append(place)
        return {gram: places for gram, places in held.items() if len(places) <= self.rules.common}

    def _weights(self, grams: Grams, held: Mapping[str, list[int]]) -> dict[int, float]:
        weights: dict[int, float] = defaultdict(float)
        for gram in sorted(grams & held.keys()):
            for place in held[gram]:
                weights[place] += self.idf[gram]
        return weights

    def _likeness(self, pair: tuple[int, int], shared: _Shared) -> Likeness:
        one, other = self.national[pair[0]], self.provincial[pair[1]]
        least = min(self.wholes[0][pair[0]], self.wholes[1][pair[1]]) + self.rules.saturation
        values = {
            "wording": (shared.whole / least + shared.sentence) / 2,
            "section": self._sections(one, other),
            "figures": self._figures(one, other),
            "beneficiary": _beneficiary(one, other),
            "action": _action(one, other),
            "order": self._order(pair),
        }
        told = {name: value for name, value in values.items() if value is not None}
        total = sum(self.rules.weights[name] for name in told)
        parts = tuple(
            Part(name, round(value, _DIGITS), round(self.rules.weights[name] / total, _DIGITS))
            for name, value in told.items()
        )
        score = sum(value * self.rules.weights[name] for name, value in told.items()) / total
        return Likeness(round(score, _DIGITS), told["wording"], shared.sentence, parts)

    def _sections(self, one: Clause, other: Clause) -> float | None:
        if not one.sections or not other.sections:
            return None
        least = min(self.weight(one.sections), self.weight(other.sections))
        return self.weight(one.sections & other.sections) / least if least else None

    def _figures(self, one: Clause, other: Clause) -> float | None:
        if not one.figures or not other.figures:
            return None
        least = min(self._figure_weight(one.figures), self._figure_weight(other.figures))
        return self._figure_weight(one.figures & other.figures) / least if least else None

    def _figure_weight(self, figures: Iterable[str]) -> float:
        return sum(sorted(self.figure_idf[figure] for figure in figures))

    def _order(self, pair: tuple[int, int]) -> float:
        first, second = (
            place / (len(side) - 1) if len(side) > 1 else 0.5
            for place, side in zip(pair, (self.national, self.provincial), strict=True)
        )
        return 1 - abs(first - second)


def _beneficiary(one: Clause, other: Clause) -> float | None:
    names = [set(clause.measure.beneficiary.split("、")) for clause in (one, other) if clause.measure.beneficiary]
    return len(names[0] & names[1]) / min(map(len, names)) if len(names) == 2 else None


def _action(one: Clause, other: Clause) -> float | None:
    verbs = [clause.measure.action for clause in (one, other) if clause.measure.action]
    if len(verbs) < 2:
        return None
    if verbs[0] == verbs[1]:
        return 1.0
    classes = [action_classes().get(verb) for verb in verbs]
    return _SAME_CLASS if classes[0] and classes[0] == classes[1] else 0.0
