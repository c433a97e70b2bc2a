"""What other documents do to one: prolongations with their chains, repeals, amendments; and what does not decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from api.questions.answers import Link
from api.questions.standing.answers import Conflict, Contradiction, Doubt, Doubtful, Reason, Step
from api.questions.standing.facts import Clause, Dated, Facts
from graph_builder.model import Relation, RelationType, Resolution

SURE = 0.5
"""Below this confidence a relation does not decide how a document stands."""

_EDITION = re.compile(
    r"[（(〔][^）)〕]{0,200}[）)〕]|[\d〇零一二三四五六七八九十]{1,20}年|年版|版|修订|试行|暂行|印发|关于|的?通知$|[《》〈〉\s]"
)
_REASONS = {
    RelationType.AMENDS: Reason.AMENDED,
    RelationType.SUPPLEMENTS: Reason.SUPPLEMENTED,
    RelationType.REPEALS: Reason.REPEALED,
}


@dataclass(frozen=True, slots=True)
class Extension:
    """A prolongation: the document that does it, directly or by prolonging one that did.

    ``clauses`` are its sentences that prolong something to a stated day.
    """

    by: Dated
    relation: Relation
    clauses: tuple[Clause, ...]

    @property
    def until(self) -> date | None:
        """The new last day; ``None`` where none is stated."""
        return self.relation.until or max((each.term.last for each in self.clauses if each.term.last), default=None)

    def step(self, on: date) -> Step:
        """As a reason on a day."""
        day = self.by.ref.issued_on
        later = day is not None and day > on
        return Step(Reason.EXTENDED, self.by.ref, day, self.until, relation=self.relation, later=later)


@dataclass(slots=True)
class Changes:
    """All that others do to a document, in the order of the days; the rest is in ``doubts``."""

    extensions: list[Extension] = field(default_factory=list)
    repeals: list[Step] = field(default_factory=list)
    amendments: list[Step] = field(default_factory=list)
    """Amendments and supplements."""
    ended: list[Step] = field(default_factory=list)
    """Amendments that end single provisions."""
    carried: list[Step] = field(default_factory=list)
    """Others that take it to be in force: by the date of their issue."""
    contradictions: list[Contradiction] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def changes_of(facts: Facts, ids: Iterable[str], on: date) -> Changes:
    """What is done to a document on whatever day.

    ``ids`` are its own and that of the document it stands and falls with; ``on`` tells what was issued later.
    """
    found = Changes()
    for key in ids:
        for link in facts.incoming.get(key, ()):
            if link.relation.type != RelationType.EXTENDS and _decides(link, found):
                _add(facts, key, link, found, on)
        for extension in _chain(facts, key, (key,), found, on):
            if extension.by.ref.id not in {each.by.ref.id for each in found.extensions}:
                found.extensions.append(extension)
        changing = facts.undecided.get(key, ())
        found.doubts += [Doubt(Doubtful.AMBIGUOUS, source, relation) for source, relation in changing]
    found.extensions.sort(key=lambda each: (each.by.ref.issued_on or each.until or date.max, each.by.ref.id))
    for steps in (found.repeals, found.amendments, found.ended, found.carried):
        steps.sort(key=lambda step: (step.day or date.max, step.document.id))
    return found


def _decides(link: Link, found: Changes) -> bool:
    """Whether a relation is clear enough; otherwise it becomes a doubt where it would change something."""
    relation = link.relation
    if relation.resolution == Resolution.AMBIGUOUS:
        why = Doubtful.AMBIGUOUS
    elif relation.confidence < SURE:
        why = Doubtful.UNSURE
    else:
        return True
    if relation.type in _REASONS or relation.type == RelationType.EXTENDS:
        found.doubts.append(Doubt(why, link.document, relation))
    return False


def _add(facts: Facts, target: str, link: Link, found: Changes, on: date) -> None:
    relation, source = link.relation, facts.documents[link.document.id]
    if relation.type != RelationType.REPEALS and source.ref.issued_on:
        carried = _REASONS.get(relation.type, Reason.CARRIED)
        later = source.ref.issued_on > on
        found.carried.append(Step(carried, source.ref, source.ref.issued_on, relation=relation, later=later))
    reason = _REASONS.get(relation.type)
    if reason is None:
        return
    if source.day is None:
        found.doubts.append(Doubt(Doubtful.UNDATED, source.ref, relation))
        return
    if reason == Reason.REPEALED and _takes_its_place(source, facts.documents[target]):
        reason = Reason.SUPERSEDED
    named = facts.named.get((relation.source, target, relation.type))
    articles = named.articles if named else ()
    later = (source.ref.issued_on or source.day) > on
    step = Step(reason, source.ref, source.day, relation=relation, articles=articles, later=later)
    if relation.type == RelationType.REPEALS:
        found.repeals.append(step)
        return
    found.amendments.append(step)
    if named and named.ended:
        found.ended.append(step)


def _takes_its_place(source: Dated, target: Dated) -> bool:
    """Whether the repealing document is the new edition: both titles are the same but for year and edition."""
    new, old = (_EDITION.sub("", document.ref.title) for document in (source, target))
    return bool(new) and bool(old) and (new == old or (min(len(new), len(old)) >= 6 and (new in old or old in new)))


def _chain(facts: Facts, key: str, path: tuple[str, ...], found: Changes, on: date) -> Iterator[Extension]:
    """The prolongations of a document, and those of the documents that prolong it."""
    for link in facts.incoming.get(key, ()):
        if link.relation.type != RelationType.EXTENDS or not _decides(link, found):
            continue
        source = facts.documents[link.document.id]
        clauses = tuple(
            clause for clause in facts.clauses.get(source.ref.id, ()) if clause.term.prolongs and clause.term.last
        )
        extension = Extension(source, link.relation, clauses)
        if source.ref.id in path:
            found.contradictions.append(Contradiction(Conflict.CIRCLE, (extension.step(on),)))
            continue
        yield extension
        if source.ref.issued_on is None:
            found.doubts.append(Doubt(Doubtful.UNDATED, source.ref, link.relation))
        for other in facts.incoming.get(source.ref.id, ()):
            if other.relation.type == RelationType.REPEALS and _decides(other, found):
                found.doubts.append(Doubt(Doubtful.EXTENSION_REPEALED, other.document, other.relation))
        yield from _chain(facts, source.ref.id, (*path, source.ref.id), found, on)
