"""The gazetteer as objects: what ``data/agencies/`` says, checked against its schemas and otherwise unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.agencies.regions import Division
from graph_builder.errors import KnowledgeError
from graph_builder.knowledge import load_yaml
from graph_builder.model import Level

CORPS = "production_corps"
_ENDINGS = (("委", "委员会"), ("办公厅", "办公厅"), ("厅", "厅"), ("局", "局"), ("办", "办公室"))
_AREAS = frozenset({"national_new_area", "development_zone", "cooperation_zone", "free_trade_zone"})


@dataclass(frozen=True, slots=True)
class Span:
    """Years of existence; an open end is ``None``."""

    founded: int | None = None
    dissolved: int | None = None

    def covers(self, year: int | None) -> bool:
        """Whether the body exists in ``year``, or exists still where no year is known."""
        if year is None:
            return self.dissolved is None
        return (self.founded or 0) <= year <= (self.dissolved or year)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A national body (``national.yaml``)."""

    name: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    bare: tuple[str, ...]
    level: Level
    parent: str | None
    years: Span
    successor: str | None
    region: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of department that divisions have (``departments.yaml``)."""

    kind: str
    names: Mapping[str, str]
    full: frozenset[str]
    short: tuple[str, ...]
    area_short: tuple[str, ...]
    variants: Mapping[str, str]
    counterpart: str | None
    parent: str
    bare: bool
    party: bool
    areas_only: bool
    years: Span
    successor: str | None

    @property
    def forms(self) -> frozenset[str]:
        """Every printed form that follows the division."""
        named = {*self.names.values(), *self.variants.values(), *self.full, *self.short, *self.area_short}
        return frozenset(named - {""})

    def full_name(self, form: str, division: Division) -> str:
        """The official name that a printed form stands for in this division, without the division.

        A full form stays. 教委 is a 教育委员会 and 水务局 no 水利厅: a short form means a name of its own ending,
        where the kind has one.
        """
        own = self.own_name(division)
        provincial = division.level is Level.PROVINCIAL and not division.marks
        if form in self.full or (provincial and form in {self.names.get("provincial"), *self.variants.values()}):
            return form
        if self.party:
            return own
        ending = next((end for short, end in _ENDINGS if form.endswith(short)), None)
        if ending is None or own.endswith(ending):
            return own
        fit = sorted((name[0] != form[0], name) for name in self.full if name.endswith(ending))
        return fit[0][1] if fit else own

    def own_name(self, division: Division) -> str:
        """What the department is called in this division, without the division."""
        if division.name in self.variants:
            return self.variants[division.name]
        if is_area(division) and "area" in self.names:
            return self.names["area"]
        if division.level is Level.COUNTY:
            return self.names.get("county", self.names["municipal"])
        if division.level is Level.MUNICIPAL or is_area(division):
            return self.names["municipal"]
        if "municipality" in division.marks or CORPS in division.marks:
            return self.names.get("municipality", self.names["municipal"])
        return self.names["provincial"]


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """A kind of office that a national body has in the divisions (``offices.yaml``)."""

    kind: str
    base: str
    name: str
    tails: tuple[str, ...]
    heads: tuple[str, ...]
    relative: tuple[str, ...]
    aliases: tuple[str, ...]
    areas: tuple[str, ...]
    link: str
    head_tail: str
    head_short_only: bool
    levels: frozenset[Level]
    years: Span


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A body inside an agency (``units.yaml``)."""

    name: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """The form of names that the gazetteer lacks (``forms.yaml``)."""

    groups: tuple[str, ...]
    group_offices: tuple[str, ...]
    offices: tuple[str, ...]
    national_anchors: tuple[str, ...]
    refused: tuple[str, ...]
    self_names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All of ``data/agencies/``."""

    bodies: Mapping[str, Body]
    kinds: Mapping[str, Kind]
    offices: tuple[Office, ...]
    units_everywhere: tuple[Unit, ...]
    units: Mapping[str, tuple[Unit, ...]]
    kind_units: Mapping[str, tuple[Unit, ...]]
    forms: Forms


def is_area(division: Division) -> bool:
    """Whether a division is a special area, whose departments belong to its 管理委员会."""
    return bool(division.marks & _AREAS)


def _years(entry: Mapping[str, Any]) -> Span:
    return Span(entry.get("founded"), entry.get("dissolved"))


def _bodies(groups: list[dict[str, Any]]) -> Iterator[Body]:
    for group in groups:
        for entry in group["agencies"]:
            yield Body(
                entry["name"],
                tuple(entry.get("full", ())),
                tuple(entry.get("short", ())),
                tuple(entry.get("bare", ())),
                Level(entry.get("level", Level.NATIONAL)),
                entry.get("parent", group.get("parent")),
                _years(entry),
                entry.get("successor"),
                entry.get("region"),
            )


def _named_offices(named: list[dict[str, Any]]) -> Iterator[Body]:
    for entry in named:
        for region, names in entry["offices"].items():
            for name in names:
                full = (entry["full_prefix"] + name,) if "full_prefix" in entry else ()
                years = _years(entry)
                yield Body(name, full, (), (), Level(entry["level"]), entry["base"], years, None, region)


def _kind(entry: Mapping[str, Any]) -> Kind:
    levels = ("provincial", "municipality", "municipal", "county", "area")
    return Kind(
        entry["kind"],
        {level: entry[level] for level in levels if level in entry},
        frozenset(entry.get("full", ())),
        tuple(entry.get("short", ())),
        tuple(entry.get("area_short", ())),
        entry.get("variants", {}),
        entry.get("counterpart"),
        entry.get("parent", "government"),
        entry.get("bare", True),
        entry.get("party", False),
        entry.get("divisions") == "area",
        _years(entry),
        entry.get("successor"),
    )


def _office(entry: Mapping[str, Any]) -> Office:
    return Office(
        entry["kind"],
        entry["base"],
        entry["name"],
        tuple(sorted(entry.get("tails", ()), key=len, reverse=True)),
        tuple(entry.get("heads", ())),
        tuple(entry.get("relative", ())),
        tuple(entry.get("aliases", ())),
        tuple(entry.get("areas", ())),
        entry.get("link", ""),
        entry.get("head_tail", ""),
        entry.get("head_short_only", False),
        frozenset(Level(level) for level in entry["levels"]),
        _years(entry),
    )


def _units(entries: list[dict[str, Any]]) -> tuple[Unit, ...]:
    return tuple(Unit(entry["name"], tuple(entry.get("short", ()))) for entry in entries)


@cache
def load_gazetteer() -> Gazetteer:
    """Read ``data/agencies/``. Raises :class:`KnowledgeError` where a file is missing or breaks its schema."""
    offices = load_yaml("agencies/offices.yaml")
    departments = load_yaml("agencies/departments.yaml")
    units = load_yaml("agencies/units.yaml")
    forms = load_yaml("agencies/forms.yaml")
    bodies = [*_bodies(load_yaml("agencies/national.yaml")), *_named_offices(offices["named"])]
    kinds = [_kind(entry) for entry in departments["departments"]]
    gazetteer = Gazetteer(
        {body.name: body for body in bodies},
        {kind.kind: kind for kind in kinds},
        tuple(_office(entry) for entry in offices["offices"]),
        _units(units["everywhere"]),
        {name: _units(entries) for name, entries in units["units"].items()},
        {name: _units(entries) for name, entries in units["departments"].items()},
        Forms(
            tuple(forms["groups"]),
            tuple(forms["group_offices"]),
            tuple(forms["offices"]),
            tuple(forms["national_anchors"]),
            tuple(forms["refused"]),
            {name: tuple(ends) for name, ends in forms["self"].items()},
        ),
    )
    _check_links(gazetteer)
    return gazetteer


def _check_links(gazetteer: Gazetteer) -> None:
    """Every body, base and kind that an entry names must be an entry itself, so that no link leads nowhere."""
    for body in gazetteer.bodies.values():
        for name in (body.parent, body.successor):
            if name is not None and name not in gazetteer.bodies:
                raise KnowledgeError(f"data/agencies: {body.name} names {name}, which has no entry; add or correct it")
    for kind in gazetteer.kinds.values():
        if kind.counterpart is not None and kind.counterpart not in gazetteer.bodies:
            raise KnowledgeError(f"departments.yaml: {kind.kind}: no entry for {kind.counterpart}; add or correct it")
        if kind.successor is not None and kind.successor not in gazetteer.kinds:
            raise KnowledgeError(f"departments.yaml: {kind.kind}: no kind {kind.successor}; add or correct it")
    for name in (*(office.base for office in gazetteer.offices), *gazetteer.units):
        if name not in gazetteer.bodies:
            raise KnowledgeError(f"data/agencies: no entry for {name} in national.yaml; add or correct it")
