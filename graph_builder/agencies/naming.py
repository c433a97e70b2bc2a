"""Official names: from an entry of the gazetteer and a division to an :class:`Agency`."""

from __future__ import annotations

from functools import cache

from graph_builder.agencies.gazetteer import CORPS, Body, Gazetteer, Kind, Office, is_area
from graph_builder.agencies.regions import Division, Regions
from graph_builder.model import Agency, Level

_AUTONOMOUS = "自治区"
_BUREAU_OF_PROVINCE = ("局",)


def government_of(division: Division) -> str:
    """Official name of the body that governs a division: its 人民政府, 管理委员会, or the corps itself."""
    if CORPS in division.marks:
        return division.name
    return division.name + ("管理委员会" if is_area(division) else "人民政府")


def _party_name(division: Division, tail: str) -> str:
    """``tail`` starts with 委. An autonomous region and the corps write 委员会, all others 委."""
    spelled_out = division.name.endswith((_AUTONOMOUS, "兵团")) or is_area(division)
    return f"中共{division.name}{'委员会' + tail[1:] if spelled_out else tail}"


def fits(kind: Kind, form: str, division: Division) -> bool:
    """Whether a division of this level can have a department under this printed form.

    Only provinces have a 厅; a 局 is no form of a province's 厅.
    """
    if kind.areas_only and not is_area(division):
        return False
    if (is_area(division) and not _area_can_have(kind)) or (CORPS in division.marks and _corps_lacks(kind)):
        return False
    own = kind.own_name(division)
    if form == own or form in kind.full:
        return True
    if form in kind.area_short:
        return is_area(division)
    if form.endswith("厅") and not form.endswith("办公厅"):
        return own.endswith("厅")
    if form.endswith(_BUREAU_OF_PROVINCE):
        return not own.endswith("厅")
    return True


def _area_can_have(kind: Kind) -> bool:
    return kind.areas_only or kind.party or "area" in kind.names or kind.names["municipal"].endswith("局")


def _corps_lacks(kind: Kind) -> bool:
    """The corps is its own government, and its Party committee has an entry of its own."""
    return kind.party or kind.kind == "government"


def _at_seat(office: Office, division: Division | None, tail: str) -> str:
    """An office is named by its seat without 市, whatever the text prints (石家庄市中心支行)."""
    return office.base + division.short + tail if division else ""


class Namer:
    """Builds agencies; each is built once and shared."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self._gazetteer = gazetteer
        self._regions = regions
        self.department = cache(self._department)
        self.office = cache(self._office)
        self.body = cache(self._body)
        self.unit = cache(self._unit)
        self.party_of = cache(self._party_of)
        self.group = cache(self._group)

    def _body(self, body: Body, form: str) -> Agency:
        name = form if form in body.full else body.name
        shorts = tuple(n for n in (body.name, *body.full, *body.short, *body.bare) if n != name)
        return Agency(
            id=body.name,
            name=name,
            level=body.level,
            short_names=shorts,
            region=body.region,
            parent=body.parent,
            founded=body.years.founded,
            dissolved=body.years.dissolved,
            successor=body.successor,
        )

    def _department(self, kind: Kind, form: str, division: Division) -> Agency:
        name = self._department_name(kind, form, division)
        successor = self._gazetteer.kinds.get(kind.successor) if kind.successor else None
        return Agency(
            id=name,
            name=name,
            level=division.level,
            short_names=tuple(division.short + short for short in kind.short if fits(kind, short, division)),
            region=division.name,
            parent=self._department_parent(kind, division, name),
            counterpart=kind.counterpart,
            known=division.code is not None or bool(division.marks),
            founded=kind.years.founded,
            dissolved=kind.years.dissolved,
            successor=self._department_name(successor, "", division) if successor else None,
        )

    def _department_name(self, kind: Kind, form: str, division: Division) -> str:
        own = kind.full_name(form, division)
        if kind.party:
            return _party_name(division, own)
        if kind.kind == "government":
            return government_of(division)
        if is_area(division) and not kind.areas_only:
            return government_of(division) + own
        return division.name + own

    def _department_parent(self, kind: Kind, division: Division, name: str) -> str | None:
        parents = {
            "government": government_of(division),
            "party": _party_name(division, "委"),
            "congress": division.name + "人民代表大会",
        }
        parent = parents.get(kind.parent)
        return None if parent == name else parent

    def _office(self, office: Office, tail: str, printed: str, division: Division | None) -> Agency:
        """``printed`` is the region as printed; ``division`` is ``None`` for an area of several provinces (华北)."""
        name = office.name.format(
            base=office.base,
            region=division.name if division else printed,
            short=division.short if division else printed,
            place=self._place(division) if division else printed,
            printed=printed,
            tail=tail,
        )
        seat = self._gazetteer.bodies.get(name) or self._gazetteer.bodies.get(_at_seat(office, division, tail))
        if seat is not None:
            return self.body(seat, seat.name)
        level = division.level if division else Level.PROVINCIAL
        years = office.years
        return Agency(
            id=name,
            name=name,
            level=level,
            short_names=tuple(division.short + head for head in office.heads) if division else (),
            region=division.name if division else None,
            parent=office.base,
            founded=years.founded,
            dissolved=years.dissolved,
        )

    def _place(self, division: Division) -> str:
        """How a bank's branch names its place: a province in full, a city without 市 unless that means a province."""
        if division.level is Level.PROVINCIAL or self._regions.get(division.short) != division.region:
            return division.name
        return division.short

    def _party_of(self, owner: Agency, tail: str) -> Agency:
        full = f"中共{owner.name}{tail}"
        return Agency(id=full, name=full, level=owner.level, region=owner.region, parent=owner.id, known=False)

    def _unit(self, owner: Agency, name: str) -> Agency:
        full = owner.name + name
        return Agency(id=full, name=full, level=owner.level, region=owner.region, parent=owner.id, known=owner.known)

    def _group(self, name: str, level: Level, region: str | None, parent: str | None) -> Agency:
        return Agency(id=name, name=name, level=level, region=region, parent=parent, known=False)
