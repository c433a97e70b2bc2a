"""The rows that the steps of the resolution hand on, each kind a table.

A *place* is the number of a document of the input: its batch, and its position in it. A *part* is ``OWN`` for the
document itself, else the number of the part in which another one stands in full. ``keys`` are hashed keys: what shares
one may be the same document, what shares none, not even through others, never is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_builder.extraction.draft import EnclosedText
from graph_builder.fields import Fields
from graph_builder.model import Document, Evidence, Issue, Level, Relation, RelationType, Resolution, Scope, Source

OWN = -1
"""The part that stands for the document itself."""

BATCH_BITS = 24
"""A place is the number of its batch times 2 to this power, plus the position in the batch."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A document that speaks in the input, as it was read alone."""

    place: int
    part: int
    collection: str
    catalog_no: int | None
    fields: Fields
    source: Source
    own_titles: tuple[str, ...]
    enclosed: tuple[EnclosedText, ...]
    """The texts that it issues."""
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as the resolution sees it: what it names, and who cites.

    ``printed`` is the title as it stands, ``title`` what is looked for, ``core`` its key
    without issuers. ``region`` is that of the named document:
    ``None`` national, empty not told. ``own_*`` are of the document that cites.
    """

    place: int
    slot: int
    part: int
    printed: str | None
    title: str | None
    core: str
    number: str | None
    issued_with: bool
    issuers: tuple[str, ...]
    region: str | None
    own_region: str | None
    own_level: Level
    own_date: date | None
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A citation, with the id of the document that cites.

    ``told`` is who numbers documents by the letters of its number, as far as the input tells.
    """

    source: str
    told: str | None
    cited: Cited


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """The place of a document in the list of all: those read, those embedded, those enclosed, those only cited."""

    kind: int
    place: int
    slot: int = 0
    sub: int = 0


READ, EMBEDDED, ENCLOSED, NUMBERED, TITLED = range(5)
"""Kinds of :class:`Rank`; what is cited by its number comes before what is cited by its title alone."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A document of the input that has its id, with what citations find it by."""

    rank: Rank
    document: Document
    region: str | None
    names: tuple[str, ...]
    houses: tuple[str, ...]
    """The bodies that a request may name it by; of documents that were read alone."""
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose document speaks in a part of a document; ``head`` where that document was read by itself."""

    place: int
    part: int
    document: str
    head: bool


@dataclass(frozen=True, slots=True)
class Inner:
    """A document that stands in another one, which is named by its place and part; ``rank`` gives the order."""

    place: int
    part: int
    rank: Rank
    document: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document in its place, ready for the graph but for the documents that stand in it."""

    rank: Rank
    document: Document


@dataclass(frozen=True, slots=True)
class Found:
    """What a citation means: the id of a document, how it was found, and what a person should look at."""

    place: int
    slot: int
    target: str
    resolution: Resolution
    candidates: tuple[str, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A relation that one citation states; of several of one source, type and target the strongest stays."""

    place: int
    slot: int
    nth: int
    in_title: bool
    relation: Relation


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation in its passage, by half-open offsets of the text."""

    place: int
    passage: int
    slot: int
    nth: int
    start: int
    end: int
    target: str
    relation: RelationType


@dataclass(frozen=True, slots=True)
class Doubt:
    """An issue, with what puts it in order."""

    place: int
    slot: int
    nth: int
    issue: Issue


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that names an agency alone, with the document that it can mean."""

    place: int
    slot: int
    source: str
    target: str
    scope: Scope
    evidence: Evidence
