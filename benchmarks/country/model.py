"""The country and what its documents know of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import TypeVar

from benchmarks.country.bodies import Body, Place

CASCADE = 40
"""Documents of a cascade: a national policy and what ministries, provinces and cities make of it."""
LONGEST = 730
"""Days from the first to the last document of a cascade, at most."""
_FIRST_DAY = date(2016, 1, 1)
_YEARS = 10
_DAYS = _YEARS * 365 - LONGEST
_MANY = 4

Item = TypeVar("Item")


def pick(rng: Random, items: Sequence[Item]) -> Item:
    """One of ``items``; faster than :meth:`Random.choice`."""
    return items[int(rng.random() * len(items))]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ``documents`` documents. ``noise`` is the share of places where the scanner errs, 0 to 1.

    Raises :class:`ValueError` for a country without documents and for a share that is none.
    """

    documents: int
    seed: int = 1
    noise: float = 0.02

    def __post_init__(self) -> None:
        if self.documents < 1:
            raise ValueError(f"{self.documents} documents: give one at least")
        if not 0 <= self.noise <= 1:
            raise ValueError(f"noise {self.noise}: give a share from 0 to 1")

    @property
    def cascades(self) -> int:
        """How many cascades there are; the last one may be cut short."""
        return -(-self.documents // CASCADE)

    def rng(self, part: int, index: int) -> Random:
        """The chances of one part of the making, for one cascade or document."""
        return Random((self.seed << 48) ^ (part << 40) ^ (index * 2654435761 & 0xFFFFFFFFFF))

    def start(self, cascade: int) -> date:
        """The day that a cascade begins on."""
        return _FIRST_DAY + timedelta(days=cascade * _DAYS // self.cascades)

    def begun_by(self, day: date) -> int:
        """How many cascades have begun by a day."""
        return min(self.cascades, max(0, (day - _FIRST_DAY).days + 1) * self.cascades // _DAYS + 1)

    def first_in(self, year: int) -> int:
        """A cascade before which none has a document in ``year``."""
        days = (date(year, 1, 1) - _FIRST_DAY).days - LONGEST
        return max(0, days * self.cascades // _DAYS)


class Role(StrEnum):
    """What a document is in its cascade."""

    ROOT = "root"
    FOLLOW = "follow"
    PROLONG = "prolong"
    CLEAR = "clear"
    SIDE = "side"
    LOCAL = "local"
    FORWARD = "forward"
    LATER = "later"
    CITY = "city"
    DISTRICT = "district"
    SPECIAL = "special"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Heading:
    """What other documents can know of a document.

    ``title`` is without the issuers, ``issued`` the text that the document issues; ``form`` tells documents of one role
    apart; ``subject`` (支持农村公路养护工作) and ``object`` (农村公路养护) are what it deals with, ``after`` the places
    in the cascade of those that it builds on. ``alone`` is true where no other one of its issuers has the title,
    until the object is dealt with again.
    """

    index: int
    role: Role
    form: str
    issuers: tuple[Body, ...]
    day: date
    number: str
    title: str
    kind: str
    subject: str
    object: str
    issued: str | None = None
    after: tuple[int, ...] = ()
    alone: bool = False

    @property
    def place(self) -> Place | None:
        """Where its first issuer governs; ``None`` for the nation."""
        return self.issuers[0].place

    @property
    def together(self) -> str:
        """The issuers as a title prints them: 财政部 税务总局, from four on 财政部等四部门."""
        if len(self.issuers) >= _MANY:
            return f"{self.issuers[0].cited}等{'四五六七八'[len(self.issuers) - _MANY]}部门"
        return " ".join(body.cited for body in self.issuers)

    @property
    def full_title(self) -> str:
        """The title with the issuers in front."""
        return self.together + self.title

    @property
    def named(self) -> str:
        """The title as that of another document names it: with the issuers, but rules by their own name."""
        return self.title if self.form in ("order", "rule") else self.full_title
