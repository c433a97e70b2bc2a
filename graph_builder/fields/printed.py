"""Issuers that the gazetteer does not know: taken as they are printed where they have the form of an agency's name."""

from __future__ import annotations

import re

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.model import Agency, Level

_AGENCY_LIKE = re.compile(
    r"[\u4e00-\u9fff“”（）()·]{2,40}(?:政府|委|厅|局|部|署|会|院|行|司|办|室|组|处|府|海关|公司|中心|总队|支队|集团|联社|总社|团|指挥部|"
    r"专班)$"
)
_PARTY = re.compile(r"(?:中国共产党|中共)")
_NATIONAL = re.compile(r"(?:国家|中国|中华|全国|国务院|中央|最高)")
_DIVISION = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:省|自治区|市|自治州|州|盟|地区|县|旗|区))")
_LEVELS = {"省": Level.PROVINCIAL} | dict.fromkeys("市州盟", Level.MUNICIPAL) | dict.fromkeys("县旗", Level.COUNTY)


def is_agency_like(name: str) -> bool:
    """Whether a name, blanks removed, has the form of an agency's."""
    return _AGENCY_LIKE.fullmatch(name) is not None


def printed_agency(name: str, registry: AgencyRegistry, context: Context) -> Agency:
    """The agency as printed (``known`` is false). Its level and division are read from its name, behind the name of a
    national body whose office it is; without any they are those of the context."""
    rest = _PARTY.sub("", name, count=1) if _PARTY.match(name) else name
    spans = registry.prefix(rest)
    if spans and spans[-1].end < len(rest):
        rest = rest[spans[-1].end :]
    known = max(registry.regions.prefixes.from_left(rest, 0), default=None, key=lambda found: found[0])
    division = registry.regions.choose(known[1], context.region) if known else None
    if division is not None:
        return Agency(name, name, division.level, region=division.name, known=False)
    if _NATIONAL.match(rest):
        return Agency(name, name, Level.NATIONAL, known=False)
    if match := _DIVISION.match(rest):
        return Agency(name, name, _level(match.group(1)), region=match.group(1), known=False)
    region = registry.regions.get(context.region) if context.region else None
    return Agency(name, name, region.level if region else Level.NATIONAL, region=context.region, known=False)


def _level(division: str) -> Level:
    if division.endswith("自治区"):
        return Level.PROVINCIAL
    if division.endswith("区"):
        return Level.MUNICIPAL if division.endswith("地区") else Level.COUNTY
    return _LEVELS[division[-1]]
