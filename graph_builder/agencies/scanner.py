"""Reading agencies in text: a printed form, the division in front of it, the office or unit behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph_builder.agencies.collectives import among_many, many_follow
from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.agencies.gazetteer import Body, Gazetteer, Kind, Office, Span, Unit
from graph_builder.agencies.groups import GroupReader
from graph_builder.agencies.lexicon import Lexicon
from graph_builder.agencies.naming import Namer, fits
from graph_builder.agencies.offices import OfficeReader
from graph_builder.agencies.places import Place, home_line, place_before
from graph_builder.agencies.regions import Division, Regions
from graph_builder.agencies.surfaces import Surface, Surfaces
from graph_builder.model import Agency, Level

_UNIT_DEPTH = 2
_PARTY = "中共"
_PARTY_TAIL = re.compile("委员会|党组|党委")
# Words that make a government's name part of another word: 政府采购, 政府性基金, 政府工作报告.
_NO_GOVERNMENT = re.compile(
    "采购|性|购买|债|投资|引导|基金|贴息|门户|奖|规章|工作报告|信息公开|补|出资|定价|指导价|统计|信用|储备|财政"
    "|负债|隐性|还贷|强制|职能|会计|融资|监管|部门|平台"
)
_GOVERNMENT = re.compile("政府$")
# A name that seems to run on into another word does not before these: 商务部|门户网站, 商务部|分工负责, 建设银行|业务.
_NOT_VOIDED = {"门": re.compile("户"), "分": re.compile("[工别]"), "业": re.compile("务")}
# A short name inside a document number: 人社部发〔2020〕11号.
_IN_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,6}[〔\[【][12]\d{3}")
_LONGEST_IN_NUMBER = 4
# Names of former ministries that other words contain (人事部, 建设部) stand by themselves or behind these.
_FREE_BEFORE = frozenset("和与及由经原向报对、")
_LONGEST_PLAIN = 3
_JOINTS = ("、", "和", "及", "与", "")


def _alive(years: Span, context: Context) -> bool:
    return years.covers(context.year)


class Scanner:
    """Finds agencies in a text; holds no state of its own between calls."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self._regions = regions
        self._namer = Namer(gazetteer, regions)
        self._surfaces = Surfaces.build(gazetteer)
        self._groups = GroupReader(gazetteer.forms, regions, self._namer)
        self._gazetteer = gazetteer
        self._offices = OfficeReader(gazetteer, regions, self._namer)
        self._everywhere = _unit_lexicon(gazetteer.units_everywhere)
        self._units = {name: _unit_lexicon(units) for name, units in gazetteer.units.items()}
        self._kind_units = {name: _unit_lexicon(units) for name, units in gazetteer.kind_units.items()}
        self._area_departments = _area_lexicon(gazetteer.kinds.values())
        self.named = cache(self._named)

    @property
    def surfaces(self) -> dict[str, Surface]:
        """Every printed form of the gazetteer."""
        return self._surfaces.table

    def spans(self, text: str, context: Context) -> list[AgencySpan]:
        """The agencies named in ``text`` (without blanks), in order, not overlapping."""
        found: list[AgencySpan] = []
        behind = 0
        for start, end, surface in self._surfaces.scan(text):
            if start < behind:
                continue
            before = found[-1] if found and text[found[-1].end : start] in _JOINTS else None
            span = self._read(text, start, end, surface, context, before)
            if span is None:
                continue
            while found and found[-1].end > span.start:
                found.pop()
            found.append(span)
            behind = span.end
        return found

    def _read(
        self, text: str, start: int, end: int, surface: Surface, context: Context, before: AgencySpan | None = None
    ) -> AgencySpan | None:
        """``before`` is the agency that an enumeration names right before this one."""
        if surface.void:
            return self._read_void(text, start, end, surface, context)
        if surface.group:
            return self._groups.read(text, start, end, context)
        if area := self._offices.before(text, start, surface):
            return area
        place = place_before(text, start + surface.skip, context, self._regions) if self._local(surface) else None
        if place is not None:
            return self._read_placed(text, start, end, surface, place, context)
        if surface.alias_of:
            return self._offices.behind(text, start, end, surface.alias_of, context)
        body = self._body(surface, context, before)
        if body is not None:
            if not _is_read(text, start, end, body, before):
                return None
            return self._read_body(text, start, end, surface.text, body, context)
        return self._read_bare(text, start, end, surface, context, before)

    @staticmethod
    def _local(surface: Surface) -> bool:
        return bool(surface.kinds or surface.offices)

    def _read_void(self, text: str, start: int, end: int, surface: Surface, context: Context) -> AgencySpan | None:
        inner = self._surfaces.table.get(surface.text[:-1])
        follower = _NOT_VOIDED.get(surface.text[-1])
        if inner is None or follower is None or not follower.match(text, end):
            return None
        return self._read(text, start, end - 1, inner, context)

    @staticmethod
    def _body(surface: Surface, context: Context, before: AgencySpan | None) -> Body | None:
        national = before.agency.level is Level.NATIONAL if before else context.region is None
        bodies = surface.bodies or (surface.bare_bodies if national else [])
        if len(bodies) < 2:
            return bodies[0] if bodies else None
        alive = [body for body in bodies if _alive(body.years, context)]
        return alive[0] if len(alive) == 1 else None

    def _read_body(
        self, text: str, start: int, end: int, printed: str, body: Body, context: Context
    ) -> AgencySpan | None:
        office = self._offices.behind(text, start, end, self._offices.of(body.name), context)
        if office is not None:
            return self._with_units(text, start, office.end, office.agency, None)
        if many_follow(text, end) and body.name == "国务院":
            return None
        return self._with_units(text, start, end, self._namer.body(body, printed), None)

    def _read_placed(
        self, text: str, start: int, end: int, surface: Surface, place: Place, context: Context
    ) -> AgencySpan | None:
        if place.division is None or (place.relative and among_many(text, place.start)):
            return None
        agency, kind = self._in_division(surface, place.division, place, context)
        if agency is None or self._no_government(text, end, surface):
            return None
        begin = place.start
        if kind is not None and kind.party and text.endswith(_PARTY, 0, begin):
            begin -= len(_PARTY)
        return self._with_units(text, min(begin, start), end, agency, kind)

    @staticmethod
    def _no_government(text: str, end: int, surface: Surface) -> bool:
        if not _GOVERNMENT.search(surface.text):
            return False
        return _NO_GOVERNMENT.match(text, end) is not None or many_follow(text, end)

    def _in_division(
        self, surface: Surface, division: Division, place: Place | None, context: Context
    ) -> tuple[Agency | None, Kind | None]:
        kinds = [kind for kind in surface.kinds if fits(kind, surface.form, division)]
        short = place is not None and not place.relative and place.printed == division.short
        offices = [
            office
            for office in surface.offices
            if division.level in office.levels and (short or not office.head_short_only)
        ]
        fit: list[Kind | Office] = [*kinds, *offices]
        if len(fit) > 1 and context.year is None:
            fit = [entry for entry in kinds if entry.own_name(division) == surface.form] or fit
        if len(fit) > 1:
            fit = [entry for entry in fit if _alive(entry.years, context)] or fit
        if len(fit) > 1 and context.year is not None:
            fit = [entry for entry in fit if isinstance(entry, Office) and entry.head_short_only] or fit
        if len(fit) != 1:
            return None, None
        only = fit[0]
        if isinstance(only, Kind):
            return self._namer.department(only, surface.form, division), only
        return self._namer.office(only, only.head_tail, place.printed if place else division.name, division), None

    def _read_bare(
        self, text: str, start: int, end: int, surface: Surface, context: Context, before: AgencySpan | None
    ) -> AgencySpan | None:
        """A department without a division is that of the division that an enumeration names, or of the document's.

        In a provincial document only a 厅 is plainly the province's: a 局 or 委 in its prose may be any city's.
        """
        kinds = [kind for kind in surface.kinds if kind.bare and _alive(kind.years, context)]
        offices = [office for office in surface.offices if not office.head_short_only and _alive(office.years, context)]
        if not (kinds or offices) or among_many(text, start):
            return None
        home = home_line(context, self._regions)
        shared = self._regions.named(before.agency.region) if before and before.agency.region else None
        alone = (start, end) == (0, len(text))
        for division in dict.fromkeys(([shared] if shared else []) + list(home)):
            plain = surface.text.endswith("厅") or division is shared or alone or division.level is not Level.PROVINCIAL
            own = [kind for kind in kinds if kind.full_name(surface.form, division) == kind.own_name(division)]
            bare = Surface(surface.text, surface.form, surface.skip, kinds=own, offices=offices)
            agency, kind = self._in_division(bare, division, None, context) if plain else (None, None)
            if agency is not None:
                return self._with_units(text, start, end, agency, kind)
        return None

    def _with_units(self, text: str, start: int, end: int, agency: Agency, kind: Kind | None) -> AgencySpan:
        """Take the units behind an agency into its name: 财政部|办公厅."""
        if kind is not None and kind.areas_only and (area := next(self._area_departments.from_left(text, end), None)):
            return AgencySpan(start, area[0], self._namer.department(*area[1], self._division(agency)))
        for _ in range(_UNIT_DEPTH):
            lexicons = [self._units.get(agency.id), self._kind_units.get(kind.kind if kind else ""), self._everywhere]
            hits = (hit for lexicon in lexicons if lexicon for hit in lexicon.from_left(text, end))
            hit = next(hits, None)
            if hit is None:
                break
            agency = self.named(agency.name + hit[1]) or self._namer.unit(agency, hit[1])
            end = hit[0]
        return self._party_committee(text, AgencySpan(start, end, agency))

    def _party_committee(self, text: str, span: AgencySpan) -> AgencySpan:
        """中共|海关总署|委员会 is the Party committee of the agency."""
        tail = _PARTY_TAIL.match(text, span.end) if text.endswith(_PARTY, 0, span.start) else None
        if tail is None:
            return span
        return AgencySpan(span.start - len(_PARTY), tail.end(), self._namer.party_of(span.agency, tail.group()))

    def _division(self, agency: Agency) -> Division:
        division = self._regions.named(agency.region or "")
        if division is None:
            raise ValueError(f"{agency.name} belongs to no division")
        return division

    def _named(self, name: str) -> Agency | None:
        body = self._gazetteer.bodies.get(name)
        return self._namer.body(body, name) if body else None


def _is_read(text: str, start: int, end: int, body: Body, before: AgencySpan | None) -> bool:
    """Whether a short name means the body here: not in a document number, and no part of a longer common word."""
    if end - start <= _LONGEST_IN_NUMBER and _IN_NUMBER.match(text, end):
        return False
    if body.years.dissolved is None or end - start > _LONGEST_PLAIN or before is not None:
        return True
    left = text[start - 1 : start]
    return left in _FREE_BEFORE or not "\u4e00" <= left <= "\u9fff"


def _area_lexicon(kinds: Iterable[Kind]) -> Lexicon[tuple[Kind, str]]:
    """What may follow the 管理委员会 of a special area: the names of departments there, then those of any city."""
    plain = [kind for kind in kinds if not (kind.party or kind.areas_only)]
    words = {form: (kind, form) for kind in plain for form in kind.forms if form.endswith("局")}
    words |= {form: (kind, "") for kind in plain for form in (kind.names.get("area", ""), *kind.area_short) if form}
    return Lexicon(words)


def _unit_lexicon(units: Iterable[Unit]) -> Lexicon[str]:
    return Lexicon({form: unit.name for unit in units for form in (unit.name, *unit.short)})
