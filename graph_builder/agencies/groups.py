"""Names of agency form that the gazetteer lacks: 河北省民营经济领导小组办公室."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from graph_builder.agencies.collectives import many_follow
from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.agencies.gazetteer import Forms
from graph_builder.agencies.naming import Namer
from graph_builder.agencies.places import home_line, related
from graph_builder.agencies.regions import Division, Regions
from graph_builder.agencies.surfaces import RELATIVE_WORDS
from graph_builder.model import Agency, Level

_REACH = 48
_SHORTEST_MIDDLE = 2
_BOUNDARY = re.compile(r"[，。；：、！？（）《》〈〉\[\]\s|,;:()]")
_BEFORE_ANCHOR = frozenset("由向报经将和与及在对按受据照合同给设立为成")
_TASK_TEAM = re.compile(r"[\u4e00-\u9fff]{2,6}组(?=关于|印发|$)")
_UNIT = re.compile(r"[\u4e00-\u9fff]{2,20}(?:司|局|厅|室|处|署|中心|总队|支队|委员会|小组|办)")
_NAME = re.compile(r"[\u4e00-\u9fff“”·、—×A-Za-z0-9（）()]{3,48}")


class GroupReader:
    """Builds agencies by the form of their names; all of them are marked as not known."""

    def __init__(self, forms: Forms, regions: Regions, namer: Namer) -> None:
        self._forms = forms
        self._regions = regions
        self._namer = namer

    @cached_property
    def _refused(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self._forms.refused))
        return re.compile(words + "|的(?!肺炎|新型)|等(?!级|离)")

    @cached_property
    def _ending(self) -> re.Pattern[str]:
        ends = (*self._forms.groups, *self._forms.group_offices, *self._forms.offices)
        return re.compile(f"(?:{'|'.join(sorted(map(re.escape, ends), key=len, reverse=True))})$")

    @cached_property
    def _office(self) -> re.Pattern[str]:
        return re.compile("|".join(self._forms.group_offices))

    def read(self, text: str, start: int, end: int, context: Context) -> AgencySpan | None:
        """The body set up for a task whose name ends with the form ``text[start:end]``, if its beginning is plain."""
        if many_follow(text, end):
            return None
        office = self._office.match(text, end) or _TASK_TEAM.match(text, end)
        stop = office.end() if office else end
        left = max(start - _REACH, 0)
        for boundary in _BOUNDARY.finditer(text, left, start):
            left = boundary.end()
        for begin in range(start - 1, left - 1, -1):
            if begin > left and text[begin - 1] not in _BEFORE_ANCHOR:
                continue
            agency = self.build(text[begin:stop], context)
            if agency is not None:
                return AgencySpan(begin, stop, agency)
        return None

    def build(self, name: str, context: Context) -> Agency | None:
        """An agency from a whole name that the gazetteer lacks; ``None`` where the name has not the form of one.

        A name that begins with 省 or 市 gets the document's division in front; one that begins with neither a division
        nor 国家, 中央 and the like is no agency here.
        """
        ending = self._ending.search(name) if _NAME.fullmatch(name) else None
        if ending is None or self._refused.search(name):
            return None
        at, prefix, division = self._front(name, context)
        if division is None and prefix is None:
            return None
        if (ending.start() < at + _SHORTEST_MIDDLE) if self._is_group(ending.group()) else (len(name) < at + 2):
            return None
        full = (division.name if division and prefix is None else prefix or "") + name[at:]
        level = division.level if division else Level.NATIONAL
        office = self._office.search(full) if full.endswith(self._forms.group_offices) else None
        parent = full[: office.start()] if office else None
        return self._namer.group(full, level, division.name if division else None, parent)

    def _is_group(self, ending: str) -> bool:
        return ending in self._forms.groups or ending in self._forms.group_offices

    def unit(self, owner: Agency, rest: str) -> Agency | None:
        """A unit of ``owner`` that the gazetteer lacks, by the form of its name (…司, …局, …中心)."""
        if not _UNIT.fullmatch(rest) or self._refused.search(rest):
            return None
        return replace(self._namer.unit(owner, rest), known=False)

    def _front(self, name: str, context: Context) -> tuple[int, str | None, Division | None]:
        """Where the name goes on behind its division or national word, what to print there, and the division."""
        for end, divisions in self._regions.prefixes.from_left(name, 0):
            division = self._regions.choose(divisions, context.region)
            if division is not None:
                return end, name[:end], division
        for home in home_line(context, self._regions):
            if name.startswith(home.name):
                return len(home.name), home.name, home
        for word in RELATIVE_WORDS:
            if name.startswith(word):
                return len(word), None, related(word, context, self._regions)
        national = next((word for word in self._forms.national_anchors if name.startswith(word)), None)
        return (len(national), national, None) if national else (0, None, None)
