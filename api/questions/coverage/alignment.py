"""The clauses of a national document beside those of a provincial one that carries it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from api.questions.coverage.answers import Alignment, Basis, Pair
from api.questions.coverage.clauses import Clause, clauses
from api.questions.coverage.differences import differences
from api.questions.coverage.likeness import Comparison, Likeness
from api.questions.coverage.references import outline_path, references
from api.questions.coverage.rules import LikenessRules, likeness_rules
from graph_builder.model import Measure

Place = tuple[int, int]
_NOTHING = Likeness(0.0, 0.0, 0.0, ())


def align(
    national: Sequence[Measure],
    provincial: Sequence[Measure],
    *,
    names: Collection[str] = (),
    headings: Mapping[str, Sequence[str]] | None = None,
    elsewhere: Collection[str] = (),
) -> Alignment:
    """Which provincial clause carries out which national one.

    A clause that cites another one by its number behind one of ``names`` (as the provincial text calls the national
    one: number, title, 《意见》) carries that out. The rest goes by likeness: each clause with its best counterpart,
    and with others that are nearly as good or hold one of its sentences; a province may split and join clauses. A
    provincial clause like none stands with the one before it under the same heading, where the national clause speaks
    of what the heading names. ``headings`` are those above a measure, by its id; ``elsewhere`` are the full names of
    other provinces, whose clauses are not for this one.
    """
    given = headings or {}
    rules = likeness_rules()
    sides = _Sides(clauses(national, given, elsewhere), clauses(provincial, given), rules)
    sides.by_reference(names)
    sides.by_likeness()
    sides.by_section()
    return sides.alignment()


@dataclass(slots=True)
class _Sides:
    national: list[Clause]
    provincial: list[Clause]
    rules: LikenessRules
    comparison: Comparison = field(init=False)
    likenesses: dict[Place, Likeness] = field(init=False)
    bases: dict[Place, Basis] = field(default_factory=dict)
    words: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.comparison = Comparison(self.national, self.provincial, self.rules)
        self.likenesses = self.comparison.all()

    def by_reference(self, names: Collection[str]) -> None:
        """Pairs whose provincial clause cites the national one by its number."""
        labels = [clause.measure.label for clause in self.national]
        for place, clause in enumerate(self.provincial):
            for reference in references("".join((clause.measure.text or "").split()), names, labels):
                self.bases[reference.place, place] = Basis.REFERENCE
                self.words[reference.place, place] = reference.words

    def by_likeness(self) -> None:
        """Pairs that are good enough, and the best or nearly the best of either clause."""
        good = {pair: found for pair, found in self.likenesses.items() if self._good(found)}
        best: dict[tuple[int, int], float] = {}
        for pair, found in good.items():
            for end in enumerate(pair):
                best[end] = max(best.get(end, 0.0), found.score)
        for pair, found in good.items():
            near = any(found.score >= self.rules.second * best[end] for end in enumerate(pair))
            if near or found.sentence >= self.rules.sentence:
                self.bases.setdefault(pair, Basis.LIKENESS)

    def by_section(self) -> None:
        """Clauses like none, with the one before them under their heading."""
        carried: dict[int, list[int]] = {}
        for one, other in self.bases:
            carried.setdefault(other, []).append(one)
        before: dict[tuple[str, ...], int] = {}
        for place, clause in enumerate(self.provincial):
            above = outline_path(clause.measure.label)[:-1]
            if place in carried:
                before[above] = max(carried[place], key=lambda one: (self._score(one, place), -one))
            elif above in before and clause.section:
                one = before[above]
                if self.comparison.holds(clause.section, self.national[one]) >= self.rules.section:
                    self.bases[one, place] = Basis.SECTION

    def _good(self, found: Likeness) -> bool:
        return found.score >= self.rules.enough and found.wording >= self.rules.least

    def _score(self, one: int, other: int) -> float:
        return self.likenesses.get((one, other), _NOTHING).score

    def alignment(self) -> Alignment:
        """What was found, with what has no counterpart."""
        ends = [{pair[side] for pair in self.bases} for side in (0, 1)]
        alone = [(place, clause) for place, clause in enumerate(self.national) if place not in ends[0]]
        return Alignment(
            pairs=tuple(self._pair(pair) for pair in sorted(self.bases)),
            gaps=tuple(clause.measure for _, clause in alone if not clause.elsewhere),
            elsewhere=tuple(clause.measure for _, clause in alone if clause.elsewhere),
            additions=tuple(clause.measure for place, clause in enumerate(self.provincial) if place not in ends[1]),
        )

    def _pair(self, pair: Place) -> Pair:
        one, other = self.national[pair[0]], self.provincial[pair[1]]
        found = self.likenesses.get(pair, _NOTHING)
        basis = self.bases[pair]
        score = 1.0 if basis is Basis.REFERENCE else found.score
        told = differences(one.measure, other.measure)
        return Pair(one.measure, other.measure, basis, score, found.parts, told, self.words.get(pair))
