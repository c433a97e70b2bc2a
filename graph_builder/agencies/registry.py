"""The way in: one name, a line of names, a heading, running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from graph_builder.agencies.collectives import is_collective
from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.agencies.gazetteer import Gazetteer, load_gazetteer
from graph_builder.agencies.groups import GroupReader
from graph_builder.agencies.lines import Line, read_line
from graph_builder.agencies.naming import Namer
from graph_builder.agencies.regions import Regions
from graph_builder.agencies.scanner import Scanner
from graph_builder.model import Agency, Level, Region

NATIONWIDE = Context()
_BLANKS = re.compile(r"[\s\u3000*]+")
_TERM = re.compile("第[一二三四五六七八九十百]{1,4}届")
_SELF = re.compile("(?:我|本|该|省|市|区|县|自治区)")
_LONGEST_NAME = 80
_REMEMBERED = 1 << 16


class AgencyRegistry:
    """Reads printed names of agencies as entities, by the gazetteer and by the context of the document."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self.regions = regions
        self._gazetteer = gazetteer
        self._scanner = Scanner(gazetteer, regions)
        self._builder = GroupReader(gazetteer.forms, regions, Namer(gazetteer, regions))
        self._resolved = lru_cache(_REMEMBERED)(self._resolve)

    @classmethod
    @cache
    def load(cls) -> AgencyRegistry:
        """The registry of ``data/``; read once. Raises :class:`KnowledgeError` where the data breaks its schema."""
        return cls(load_gazetteer(), Regions.load())

    def resolve(self, name: str, context: Context = NATIONWIDE) -> Agency | None:
        """The one agency that a printed name means in this document; blanks in it do not count.

        A name that the gazetteer lacks but that has the form of one comes back with ``known`` false. ``None`` for what
        is no agency, for words that mean many (各市人民政府) and where several are possible.
        """
        if len(name) > _LONGEST_NAME * 2:
            return None
        return self._resolved(_BLANKS.sub("", name), context)

    def _resolve(self, name: str, context: Context) -> Agency | None:
        if not name or len(name) > _LONGEST_NAME:
            return None
        for form in dict.fromkeys((name, _TERM.sub("", name))):
            spans = self._scanner.spans(form, context)
            if len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(form)):
                return spans[0].agency
            if len(spans) > 1 and sum(span.end - span.start for span in spans) == len(form):
                return None
        issuer = self._self_reference(name, context)
        if issuer is not None:
            return issuer
        if name in self._scanner.surfaces or is_collective(name):
            return None
        placed = self._placed(name, context)
        if placed is not None and (agency := self._resolve(name, placed)):
            return agency
        return self._unit_of_known(name, context) or self._builder.build(name, context)

    def _self_reference(self, name: str, context: Context) -> Agency | None:
        """我厅, 本委, 省局: the only issuer whose name ends so."""
        word = _SELF.match(name)
        ends = self._gazetteer.forms.self_names.get(name[word.end() :]) if word else None
        if ends is None:
            return None
        fit = [issuer for issuer in context.issuers if issuer.endswith(ends)]
        return self.resolve(fit[0], Context(context.region, (), context.year)) if len(fit) == 1 else None

    def _unit_of_known(self, name: str, context: Context) -> Agency | None:
        """生态环境部核设施安全监管司: a ministry with a unit behind it that the gazetteer lacks."""
        spans = self._scanner.spans(name, context)
        if len(spans) != 1 or spans[0].start or spans[0].end >= len(name):
            return None
        return self._builder.unit(spans[0].agency, name[spans[0].end :])

    def find(self, text: str, context: Context = NATIONWIDE) -> list[AgencySpan]:
        """All agencies named in running text without layout, in order, not overlapping; collectives are left out."""
        return self._scanner.spans(text, context)

    def prefix(self, text: str, context: Context = NATIONWIDE) -> list[AgencySpan]:
        """The agencies that a heading begins with: 财政部 税务总局关于…的公告. Offsets are those of ``text``."""
        line = Line(text)
        leading = line.leading(self._scanner.spans(line.squashed, context))
        placed = None if leading else self._placed(line.squashed, context)
        return line.leading(self._scanner.spans(line.squashed, placed)) if placed else leading

    def split_names(self, text: str, context: Context = NATIONWIDE, count_hint: int | None = None) -> list[Agency]:
        """The agencies of a heading or signature line, in order; ``[]`` where a part of it cannot be read.

        Names are separated by blanks, by 、 or not at all, and may be spaced out (财 政 部). With ``count_hint`` (5 for
        等五部门) a reading into that many is preferred to others.
        """
        found = read_line(text, self._scanner.spans, self.resolve, context, count_hint)
        placed = None if found else self._placed(Line(text).squashed, context)
        return read_line(text, self._scanner.spans, self.resolve, placed, count_hint) if placed else found

    def _placed(self, text: str, context: Context) -> Context | None:
        """The context of a text that begins with a division in no list (示例省财政厅); ``None`` for all others."""
        formed = self.regions.formed(text) if context.region is None else ()
        return replace(context, region="".join(d.name for d in reversed(formed))) if formed else None

    def get(self, name: str) -> Agency | None:
        """The agency with this full official name, read without any document."""
        return self.resolve(name)

    def house(self, name: str) -> str:
        """The body that the agency with this full name belongs to (国务院办公厅: 国务院), or itself."""
        agency = self.get(name)
        return agency.parent if agency is not None and agency.parent else name

    def parents(self, agency: Agency) -> list[Agency]:
        """The bodies that an agency's entry names: its parent, its national counterpart, its successor."""
        names = (agency.parent, agency.counterpart, agency.successor)
        found = (self.get(name) for name in names if name is not None)
        return [entity for entity in found if entity is not None]

    def place_of_title(self, title: str) -> Region | None:
        """The division that a title begins with (安徽省就业补助资金管理办法), or ``None``."""
        division = self.regions.leading(title)
        return division.region if division else None

    def level_of(self, name: str) -> Level | None:
        """Level of government of the agency with this full name; ``None`` for no agency."""
        agency = self.get(name)
        return agency.level if agency else None

    def region_of(self, name: str) -> str | None:
        """Full name of the division that the agency with this full name belongs to; ``None`` for a national one."""
        agency = self.get(name)
        return agency.region if agency else None

    def home_region(self, issuers: Iterable[str]) -> str | None:
        """The division of a document by its issuers: that of the first one, which gives a document its level."""
        for issuer in issuers:
            agency = self.get(issuer)
            if agency is not None:
                return agency.region
        return None
