"""How a document stands on a day, from the facts. Pure: nothing is read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.questions.standing.answers import (
    HOLDING,
    ClauseStatus,
    Conflict,
    Contradiction,
    Doubtful,
    Proof,
    Reason,
    State,
    Status,
    Step,
)
from api.questions.standing.changes import Changes, changes_of
from api.questions.standing.clauses import clauses_of, proof_of
from api.questions.standing.facts import Dated, Facts
from graph_builder.model import RelationType


def status_of(facts: Facts, document_id: str, on: date) -> Status:
    """How a document that the facts hold stands on a day, and why; see :mod:`api.questions.standing.answers`."""
    case = _Case(facts, facts.documents[document_id], on)
    state = case.decide()
    clauses = clauses_of(facts, case.document, case.changes, state, case.high, on)
    case.check(clauses)
    known = facts.known
    return Status(
        document=case.document.ref,
        on=on,
        state=state,
        also=case.also(state),
        first=case.first,
        last=case.high,
        why=tuple(case.why),
        clauses=clauses,
        contradictions=tuple(dict.fromkeys(case.changes.contradictions)),
        doubts=tuple(dict.fromkeys(case.changes.doubts)),
        known=known,
        reach=known.reach(on),
        known_until=min(on, known.latest) if known.latest else None,
    )


def state_of(facts: Facts, document_id: str, on: date) -> tuple[State, tuple[State, ...]]:
    """The state of a document on a day and what holds besides, without the reasons."""
    case = _Case(facts, facts.documents[document_id], on)
    state = case.decide()
    return state, case.also(state)


def holder_of(facts: Facts, document: Dated) -> Dated | None:
    """The document that a text stands and falls with: the notice that issues it.

    A text with a number of its own, or one that its parent only forwards, stands by itself.
    """
    parent = facts.documents.get(document.ref.parent or "")
    if parent is None or document.ref.doc_number:
        return None
    forwarded = any(
        link.relation.type == RelationType.FORWARDS and link.document.id == parent.ref.id
        for link in facts.incoming.get(document.ref.id, ())
    )
    return None if forwarded else parent


@dataclass(slots=True)
class _Case:
    """One document on one day. ``low`` and ``high`` are its last day by the two readings that contradictions leave;
    without any they are the same, and ``None`` where no end is stated."""

    facts: Facts
    document: Dated
    on: date
    changes: Changes = field(init=False)
    holder: Dated | None = field(init=False)
    why: list[Step] = field(default_factory=list)
    first: date | None = None
    low: date | None = None
    high: date | None = None
    stated: date | None = None
    """The last day without prolongations, also where only the clauses state one."""

    def __post_init__(self) -> None:
        self.holder = holder_of(self.facts, self.document)
        ids = [self.document.ref.id, *([self.holder.ref.id] if self.holder else [])]
        self.changes = changes_of(self.facts, ids, self.on)

    def decide(self) -> State:
        self._begin()
        self._end()
        self._prolong()
        self.why += [*self.changes.amendments, *self.changes.repeals]
        state = self._state()
        if self._disputed(state):
            self.why.append(Step(Reason.DISPUTED, self.document.ref, self.on))
            return State.UNKNOWN
        return state

    def also(self, state: State) -> tuple[State, ...]:
        """What holds besides the state."""
        return (State.AMENDED,) if state == State.EXTENDED and self._amended() else ()

    def _begin(self) -> None:
        own, speaker = self.document, self.document
        if self.holder and not (own.effective_from or own.ref.issued_on):
            self.why.append(Step(Reason.ENCLOSED, self.holder.ref, self.holder.day))
            speaker = self.holder
        if not own.ref.in_corpus and self.holder is None:
            self.why.append(Step(Reason.NOT_LOADED, own.ref))
            return
        self.first = speaker.day
        later = speaker.ref.issued_on is not None and speaker.ref.issued_on > self.on
        if speaker.effective_from:
            proof = self._stated(speaker)
            self.why.append(Step(Reason.EFFECTIVE, speaker.ref, speaker.effective_from, proof=proof, later=later))
        elif speaker.ref.issued_on:
            self.why.append(Step(Reason.ISSUED, speaker.ref, self.first, proof=self._place(speaker), later=later))
        else:
            self.why.append(Step(Reason.UNDATED, speaker.ref, proof=self._place(speaker)))

    def _end(self) -> None:
        clauses = self.facts.clauses.get(self.document.ref.id, [])
        ends = [clause.term.last for clause in clauses if clause.term.last]
        measures = {clause.measure.id for clause in clauses}
        speaker = self.document if self.document.effective_to or self.holder is None else self.holder
        if speaker.effective_to:
            self.low = self.high = self.stated = speaker.effective_to
            step = Step(Reason.ENDS, speaker.ref, until=self.high, proof=self._stated(speaker))
        elif ends and len(ends) == len(clauses) and len(measures) == self.document.measures:
            self.low = self.high = self.stated = max(ends)
            last = next(clause for clause in clauses if clause.term.last == self.high)
            step = Step(Reason.MEASURES_END, self.document.ref, until=self.high, proof=proof_of(self.document, last))
        else:
            self.stated = max(ends, default=None)
            step = Step(Reason.NO_END, self.document.ref, proof=self._place(self.document))
        if self.document.ref.in_corpus or self.holder:
            self.why.append(step)

    def _prolong(self) -> None:
        before = self.why[-1]
        for extension in self.changes.extensions:
            step = extension.step(self.on)
            self.why.append(step)
            if step.until is None:
                self.low = self.high = None
            elif self.high is not None and step.until < self.high:
                self.low = min(self.low or step.until, step.until)
                self._contradict(Conflict.EXTENDED_BACKWARDS, before, step)
                continue
            else:
                self.low = self.high = step.until
            before = step

    def _state(self) -> State:
        on, repeal = self.on, next(iter(self.changes.repeals), None)
        if repeal and repeal.day and on >= repeal.day:
            return State.SUPERSEDED if repeal.reason == Reason.SUPERSEDED else State.REPEALED
        if self.first is not None and on < self.first:
            return State.NOT_YET
        if self.high is not None and on > self.high:
            return State.EXPIRED
        past = self.first is not None and self.stated is not None and on > self.stated
        steps = [extension.step(on) for extension in self.changes.extensions]
        if any((past or (step.day and step.day <= on)) and (step.until is None or step.until >= on) for step in steps):
            return State.EXTENDED
        if self.first is None:
            return State.UNKNOWN
        return State.AMENDED if self._amended() else State.IN_FORCE

    def _disputed(self, state: State) -> bool:
        """Whether contradictions leave two readings for this very day."""
        if state in (State.REPEALED, State.SUPERSEDED):
            after = [step for step in self._after_repeal() if step.until is None or step.until >= self.on]
            return bool(after)
        if state in HOLDING and self._repealed_some_day():
            return True
        return (
            state != State.NOT_YET
            and self.low != self.high
            and self.low is not None
            and (self.low < self.on and (self.high is None or self.on <= self.high))
        )

    def _repealed_some_day(self) -> bool:
        return any(
            doubt.why == Doubtful.UNDATED and doubt.relation.type == RelationType.REPEALS
            for doubt in self.changes.doubts
        )

    def _amended(self) -> bool:
        return any(
            step.reason == Reason.AMENDED and step.day and step.day <= self.on for step in self.changes.amendments
        )

    def _after_repeal(self) -> list[Step]:
        repeal = next(iter(self.changes.repeals), None)
        steps = [extension.step(self.on) for extension in self.changes.extensions]
        return [step for step in steps if repeal and repeal.day and step.day and step.day >= repeal.day]

    def check(self, clauses: Sequence[ClauseStatus]) -> None:
        """Look for what contradicts itself, whatever the day."""
        repeals = self.changes.repeals
        for step in self._after_repeal():
            self._contradict(Conflict.EXTENDED_AFTER_REPEAL, repeals[0], step)
        if len({step.day for step in repeals}) > 1:
            self._contradict(Conflict.REPEALED_TWICE, *repeals)
        over = min((day for day in (self.high, repeals[0].day if repeals else None) if day), default=None)
        ending = repeals[0] if repeals and repeals[0].day == over else self._last_step()
        for step in self.changes.carried:
            if over and step.day and step.day > over:
                self._contradict(Conflict.PAST_ITS_END, ending, step)
        for clause in clauses:
            if self.document.effective_to and self.high and clause.stated and clause.stated > self.high:
                self._contradict(Conflict.CLAUSE_PAST_END, self._last_step(), clause.why[0])
        self._check_dates()

    def _check_dates(self) -> None:
        beginning = self.why[0]
        if self.first and self.stated and self.stated < self.first:
            self._contradict(Conflict.DATES, beginning, self._last_step())
        issued = self.document.ref.issued_on
        steps = [extension.step(self.on) for extension in self.changes.extensions]
        for step in [*steps, *self.changes.amendments, *self.changes.repeals]:
            if issued and step.document.issued_on and step.document.issued_on < issued:
                self._contradict(Conflict.DATES, beginning, step)

    def _last_step(self) -> Step:
        ends = [step for step in self.why if step.until is not None and step.until == self.high]
        return ends[-1] if ends else self.why[-1]

    def _contradict(self, conflict: Conflict, *sides: Step) -> None:
        self.changes.contradictions.append(Contradiction(conflict, sides))

    def _stated(self, speaker: Dated) -> Proof | None:
        return self.facts.stated.get(speaker.ref.id) or self._place(speaker)

    def _place(self, speaker: Dated) -> Proof | None:
        if speaker.file is None or speaker.line is None:
            return None
        return Proof(speaker.ref.id, speaker.file, speaker.line, "")
