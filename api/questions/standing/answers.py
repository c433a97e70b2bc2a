"""What is answered to the question whether a document holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from api.questions.answers import DocumentRef
from graph_builder.model import Relation


class State(StrEnum):
    """How a document or a clause stands on a day, as far as the loaded documents say."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    EXTENDED = "extended"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


HOLDING = (State.IN_FORCE, State.EXTENDED, State.AMENDED)
"""The states of what is in force."""


class Reason(StrEnum):
    """What a step of the reasons says.

    ``issued``: holds from its date of issue, as it states no other; ``effective``: states the day from which it holds;
    ``ends``: states its last day; ``measures_end``: all its measures state a last day; ``no_end``: no end is stated,
    which does not mean that there is none; ``extended``, ``amended``, ``supplemented``, ``repealed``, ``superseded``:
    another document does that; ``enclosed``: a text that stands and falls with the document that issues it;
    ``not_loaded``: it is only cited; ``undated``: no day from which it holds is known; ``disputed``: contradictions
    leave two readings for the day.
    """

    ISSUED = "issued"
    EFFECTIVE = "effective"
    ENDS = "ends"
    MEASURES_END = "measures_end"
    NO_END = "no_end"
    EXTENDED = "extended"
    AMENDED = "amended"
    SUPPLEMENTED = "supplemented"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    CARRIED = "carried"
    ENCLOSED = "enclosed"
    NOT_LOADED = "not_loaded"
    UNDATED = "undated"
    DISPUTED = "disputed"


class Conflict(StrEnum):
    """What contradicts what.

    ``extended_after_repeal``: prolonged by a document issued on or after the day of its repeal; ``extended_backwards``:
    prolonged to a day before the end that stood; ``past_its_end``: carried on by a document issued after its end or
    repeal; ``clause_past_end``: a clause states a later end than the document; ``dates``: an end before the beginning,
    or changed by a document issued before it; ``circle``: documents prolong each other; ``repealed_twice``.
    """

    EXTENDED_AFTER_REPEAL = "extended_after_repeal"
    EXTENDED_BACKWARDS = "extended_backwards"
    PAST_ITS_END = "past_its_end"
    CLAUSE_PAST_END = "clause_past_end"
    DATES = "dates"
    CIRCLE = "circle"
    REPEALED_TWICE = "repealed_twice"


class Doubtful(StrEnum):
    """Why something was left out of the decision.

    ``ambiguous``: several documents may be meant; ``unsure``: the rule is too weak; ``undated``: the document that
    does it has no date; ``extension_repealed``: what prolongs it was itself repealed; ``clauses_unmatched``: the
    clauses of the extension fit none of this document's.
    """

    AMBIGUOUS = "ambiguous"
    UNSURE = "unsure"
    UNDATED = "undated"
    EXTENSION_REPEALED = "extension_repealed"
    CLAUSES_UNMATCHED = "clauses_unmatched"


class Reach(StrEnum):
    """Where a day lies to the dates of issue of the loaded documents: what is said of a day after the last of them is
    known only up to that; of a day before the first, earlier changes are not known."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that state something: ``words`` of the passage that begins in ``line`` of ``file``.

    Where the text is not in the graph, the place is the document's and ``words`` is empty.
    """

    document: str
    file: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One reason. ``day`` is when it sets in, ``until`` the end that it sets; ``None``: none is stated.

    ``document`` is the one that says it, ``relation`` what it does to the document asked about (its evidence is there),
    ``proof`` the words where the document speaks of itself or of a clause. ``articles`` are the provisions that are
    named (第二条), empty for the whole. ``later``: it was issued after the day asked about, and counts with hindsight.
    """

    reason: Reason
    document: DocumentRef
    day: date | None = None
    until: date | None = None
    proof: Proof | None = None
    relation: Relation | None = None
    articles: tuple[str, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """A sentence of a measure that states a period of its own, and how it stands on the day.

    ``first`` and ``last`` are its days with all prolongations, ``stated`` its own last day. ``length`` is a length as
    printed (不超过5个月), ``at_most`` says that ``stated`` is the latest end that it allows. ``partly``: some of what
    prolongs it has ended on the day (for large enterprises, not for small ones); the steps show each.
    """

    measure: str
    label: str | None
    line: int
    words: str
    state: State
    first: date | None
    last: date | None
    stated: date | None
    length: str | None
    at_most: bool
    partly: bool
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold; the steps are both sides."""

    conflict: Conflict
    sides: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A relation that does not decide, and why. ``document`` is its source."""

    why: Doubtful
    document: DocumentRef
    relation: Relation


@dataclass(frozen=True, slots=True)
class Collected:
    """What was loaded of one collection: its documents, those with a date of issue, the first and the last date."""

    collection: str
    documents: int
    dated: int
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The bounds of what the loaded documents can say, over all collections and by collection."""

    earliest: date | None
    latest: date | None
    collections: tuple[Collected, ...]

    def reach(self, day: date) -> Reach:
        """Where a day lies to these bounds."""
        if self.latest is None or day > self.latest:
            return Reach.AFTER
        return Reach.BEFORE if self.earliest is not None and day < self.earliest else Reach.WITHIN


@dataclass(frozen=True, slots=True)
class Status:
    """How a document stands on the day ``on``, as far as the loaded documents say (``known``, ``reach``).

    ``first`` and ``last`` are its first and last day, prolongations included; ``last`` is ``None`` where no end is
    stated. ``also`` are states that hold besides (a document may be extended and amended). ``known_until`` is the last
    day for which the loaded documents can speak: the day asked about, or the last date of issue where that is earlier.
    """

    document: DocumentRef
    on: date
    state: State
    also: tuple[State, ...]
    first: date | None
    last: date | None
    why: tuple[Step, ...]
    clauses: tuple[ClauseStatus, ...]
    contradictions: tuple[Contradiction, ...]
    doubts: tuple[Doubt, ...]
    known: Knowledge
    reach: Reach
    known_until: date | None


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends on ``day``: a document, or one of its clauses."""

    day: date
    document: DocumentRef
    clause: ClauseStatus | None
    extended: bool
    """Whether the end was set by a prolongation."""
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Expiring:
    """What ends between two days, both included, in the order of the days."""

    first: date
    last: date
    endings: tuple[Ending, ...]
    known: Knowledge
    truncated: bool
