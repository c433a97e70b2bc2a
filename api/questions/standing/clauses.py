"""How the single clauses of a document stand that state a period of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.questions.standing.answers import (
    ClauseStatus,
    Conflict,
    Contradiction,
    Doubt,
    Doubtful,
    Proof,
    Reason,
    State,
    Step,
)
from api.questions.standing.articles import covers
from api.questions.standing.changes import Changes, Extension
from api.questions.standing.facts import Clause, Dated, Facts


def clauses_of(
    facts: Facts, document: Dated, changes: Changes, whole: State, last: date | None, on: date
) -> tuple[ClauseStatus, ...]:
    """Every sentence of the document that states a period, in order.

    ``whole`` and ``last`` are how the document as a whole stands on the day, and its last day. A prolongation counts
    for the clauses that its own sentences concern, by what is granted to whom; one whose sentences name neither, or
    that has none, counts for all. Adds contradictions and doubts to ``changes``.
    """
    clauses = facts.clauses.get(document.ref.id, [])
    for extension in changes.extensions:
        specific = [each for each in extension.clauses if each.term.actions or each.term.beneficiaries]
        if clauses and specific and not any(True for clause in clauses for _ in _prolonging(extension, clause)):
            changes.doubts.append(Doubt(Doubtful.CLAUSES_UNMATCHED, extension.by.ref, extension.relation))
    return tuple(_standing(document, clause, changes, whole, last, on) for clause in clauses)


def _standing(
    document: Dated, clause: Clause, changes: Changes, whole: State, last: date | None, on: date
) -> ClauseStatus:
    term = clause.term
    proof = proof_of(document, clause)
    steps = [Step(Reason.ENDS if term.last else Reason.NO_END, document.ref, term.first, term.last, proof)]
    prolonged = [
        _prolonged(extension, by, on) for extension in changes.extensions for by in _prolonging(extension, clause)
    ]
    for step in prolonged:
        if step.until and term.last and step.until < term.last and not term.at_most:
            changes.contradictions.append(Contradiction(Conflict.EXTENDED_BACKWARDS, (steps[0], step)))
    ends = [step.until for step in prolonged]
    end = None if None in ends else max([*filter(None, ends), *filter(None, [term.last])], default=None)
    if end is None and not prolonged:
        end = last
    ended = [step for step in changes.ended if covers(step.articles, clause.measure.label)]
    first = term.first or document.day
    state = _state(term.last, first, end, prolonged, whole, on)
    if any(step.day and step.day <= on for step in ended):
        state = State.REPEALED
    running = [step for step in prolonged if step.until is None or step.until >= on]
    partly = state == State.EXTENDED and len(running) < len(prolonged)
    return ClauseStatus(
        clause.measure.id, clause.measure.label, clause.measure.line, term.words, state, first, end, term.last,
        term.length, term.at_most, partly, (*steps, *prolonged, *ended),
    )  # fmt: skip


def _state(
    stated: date | None, first: date | None, end: date | None, prolonged: list[Step], whole: State, on: date
) -> State:
    if whole in (State.REPEALED, State.SUPERSEDED):
        return whole
    if first is not None and on < first:
        return State.NOT_YET
    if end is not None and on > end:
        return State.EXPIRED
    if first is None:
        return State.UNKNOWN
    past = stated is not None and on > stated
    if any((past or (step.day and step.day <= on)) and (step.until is None or step.until >= on) for step in prolonged):
        return State.EXTENDED
    return State.IN_FORCE


def _prolonging(extension: Extension, clause: Clause) -> Iterator[Clause | None]:
    """The sentences of a prolongation that concern a clause; ``None`` stands for the prolongation as a whole."""
    if not extension.clauses:
        yield None
    for by in extension.clauses:
        general = not (by.term.actions or by.term.beneficiaries)
        # Without a word of what it prolongs, only the sentence that was read for this target counts.
        if general and extension.relation.until not in (None, by.term.last):
            continue
        if by.term.concerns(clause.term):
            yield by


def _prolonged(extension: Extension, by: Clause | None, on: date) -> Step:
    whole = extension.step(on)
    if by is None:
        return whole
    proof = proof_of(extension.by, by)
    return Step(whole.reason, whole.document, whole.day, by.term.last, proof, whole.relation, later=whole.later)


def proof_of(document: Dated, clause: Clause) -> Proof | None:
    """The words of a clause."""
    if document.file is None:
        return None
    return Proof(document.ref.id, document.file, clause.measure.line, clause.term.words)
