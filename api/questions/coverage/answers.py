"""What the questions of coverage answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from api.questions.answers import DocumentRef, Link
from graph_builder.model import Measure


class Basis(StrEnum):
    """Why two clauses stand side by side, the strongest first."""

    REFERENCE = "reference"
    """The provincial clause cites the national one by its number."""
    LIKENESS = "likeness"
    """The two say the same in parts."""
    SECTION = "section"
    """The provincial clause stands under a heading that the national clause speaks of, behind one that carries it."""


class Whole(StrEnum):
    """How a document is carried out as a whole: it is forwarded, so that no clause of it is left out."""

    EMBEDDED = "embedded"
    """Its text stands in the document that forwards it."""
    FORWARDED = "forwarded"
    """It is forwarded, and the graph does not show its text in the document that does so."""


class Aspect(StrEnum):
    """What two aligned clauses may state differently."""

    VALUE = "value"
    PERIOD = "period"
    BENEFICIARY = "beneficiary"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its name, its value from 0 to 1, and what it counts in the whole (all weights add to 1)."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What one clause states and the other does not; the words are empty where a clause states nothing else."""

    aspect: Aspect
    national: tuple[str, ...]
    provincial: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A national clause and a provincial one that carries it out.

    ``score`` runs from 0 to 1; it is the weighted mean of ``parts``, 1 for a reference, whose ``words`` are then given.
    For :attr:`Basis.SECTION` the parts are those of the two clauses themselves and ``score`` is theirs, low as it is.
    """

    national: Measure
    provincial: Measure
    basis: Basis
    score: float
    parts: tuple[Part, ...]
    differences: tuple[Difference, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """All clauses of two documents: the pairs in the order of the national text, and those without a counterpart.

    ``elsewhere`` are national clauses that speak to other provinces only; nobody here has to carry them out.
    """

    pairs: tuple[Pair, ...] = ()
    gaps: tuple[Measure, ...] = ()
    elsewhere: tuple[Measure, ...] = ()
    additions: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the ``national`` clauses: ``carried`` + ``gaps`` + ``elsewhere``; of the ``provincial`` ones: ``carrying`` +
    ``additions``. Pairs: by each basis, and those that ``differ``."""

    national: int
    carried: int
    gaps: int
    elsewhere: int
    provincial: int
    carrying: int
    additions: int
    by_reference: int
    by_likeness: int
    by_section: int
    differ: int


@dataclass(frozen=True, slots=True)
class Implementation:
    """A document that carries out another one: by which relations (with their evidence), and clause by clause.

    Where the whole document is forwarded (``whole``), it has no gaps, whatever clauses are aligned.
    """

    document: DocumentRef
    relations: tuple[Link, ...]
    whole: Whole | None
    alignment: Alignment
    counts: Counts


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document, its clauses, and each document of a lower level that carries it out.

    ``nowhere`` are the clauses that none of them carries out; it is empty where none is known at all, as is ``by``.
    """

    document: DocumentRef
    measures: tuple[Measure, ...]
    by: tuple[Implementation, ...]
    nowhere: tuple[Measure, ...]
