"""Offices of national bodies: the body, the division and the word for the office, in one of two orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.agencies.gazetteer import Gazetteer, Office
from graph_builder.agencies.lexicon import Lexicon
from graph_builder.agencies.naming import Namer
from graph_builder.agencies.places import related
from graph_builder.agencies.regions import Division, Regions
from graph_builder.agencies.surfaces import RELATIVE_WORDS, Surface

_LONGEST_FORMED = 12


class OfficeReader:
    """Reads 中国人民银行|石家庄|中心支行 and 华中|能源监管局."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions, namer: Namer) -> None:
        self._bodies = gazetteer.bodies
        self._regions = regions
        self._namer = namer
        self._by_base: dict[str, list[Office]] = {}
        for office in gazetteer.offices:
            self._by_base.setdefault(office.base, []).append(office)
        self._areas: Lexicon[str] = Lexicon({area: area for office in gazetteer.offices for area in office.areas})

    def of(self, base: str) -> list[Office]:
        """The kinds of offices that a national body has."""
        return self._by_base.get(base, [])

    def before(self, text: str, start: int, surface: Surface) -> AgencySpan | None:
        """华中|能源监管局: an office for several provinces."""
        for office in surface.offices:
            for begin, area in self._areas.to_right(text, start) if office.areas else ():
                if area in office.areas:
                    agency = self._namer.office(office, office.head_tail, area, None)
                    return AgencySpan(begin, start + len(surface.text), agency)
        return None

    def behind(self, text: str, start: int, end: int, offices: Iterable[Office], context: Context) -> AgencySpan | None:
        """The office whose national body stands in ``text[start:end]``, with the division and its own word behind."""
        for office in offices:
            for tail in office.tails:
                if text.startswith(tail, end) and (seat := self._bodies.get(office.base + tail)):
                    return AgencySpan(start, end + len(tail), self._namer.body(seat, seat.name))
            if not text.startswith(office.link, end):
                continue
            for region_end, printed, division in self._regions_at(text, end + len(office.link), office, context):
                tail = next((t for t in office.tails if text.startswith(t, region_end)), "")
                if tail:
                    agency = self._namer.office(office, tail, printed, division)
                    return AgencySpan(start, region_end + len(tail), agency)
        return None

    def _regions_at(
        self, text: str, at: int, office: Office, context: Context
    ) -> Iterator[tuple[int, str, Division | None]]:
        """The places behind a national body that can have such an office: (end, as printed, division or area)."""
        for end, divisions in self._regions.every_form.from_left(text, at):
            for inner_end, inner in self._regions.every_form.from_left(text, end):
                inside = [d for d in inner if self._inside(d, divisions)]
                if (lower := self._regions.choose(self._with_office(inside, office))) is not None:
                    yield inner_end, text[at:inner_end], lower
            division = self._regions.choose(self._with_office(divisions, office), context.region)
            if division is not None:
                yield end, text[at:end], division
        formed = self._regions.formed(text[at : at + _LONGEST_FORMED])
        if formed and formed[0].level in office.levels:
            printed = "".join(division.name for division in reversed(formed))
            yield at + len(printed), printed, formed[0]
        for end, area in self._areas.from_left(text, at):
            if area in office.areas:
                yield end, area, None
        for word in RELATIVE_WORDS:
            if text.startswith(word, at) and (home := related(word, context, self._regions)):
                yield at + len(word), home.name, home

    def _inside(self, division: Division, above: Iterable[Division]) -> bool:
        line = self._regions.line(division)[1:]
        return any(d.name in line for d in above)

    @staticmethod
    def _with_office(divisions: Iterable[Division], office: Office) -> tuple[Division, ...]:
        return tuple(d for d in divisions if d.level in office.levels and not office.areas)
