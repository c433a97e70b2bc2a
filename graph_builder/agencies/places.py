"""The division that stands in front of an office's name: 河北省|财政厅, 省|财政厅, 石家庄市长安区|教育局."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph_builder.agencies.context import Context
from graph_builder.agencies.regions import Division, Regions
from graph_builder.agencies.surfaces import RELATIVE_WORDS
from graph_builder.model import Level

_UNLISTED_LENGTHS = (2, 3)
_FREE_BEFORE = frozenset("由和与及省、")
_PROVINCE_OF_KIND = {"省": ("省",), "自治区": ("自治区",), "兵团": ("兵团",)}


@dataclass(frozen=True, slots=True)
class Place:
    """A division named in ``text[start:…]``; ``division`` is ``None`` where 省 or 市 could not be related to one."""

    start: int
    division: Division | None
    relative: bool
    printed: str


def home_line(context: Context, regions: Regions) -> tuple[Division, ...]:
    """The document's own division and those above it, lowest first."""
    return _line(context.region, regions)


@cache
def _line(region: str | None, regions: Regions) -> tuple[Division, ...]:
    home = regions.named(region) if region else None
    if home is None and region:
        home = regions.choose(regions.candidates(region))
    if home is None:
        return regions.formed(region) if region else ()
    return tuple(d for name in regions.line(home) if (d := regions.named(name)))


def related(word: str, context: Context, regions: Regions) -> Division | None:
    """The division that 省, 市, 自治区 … mean in this document; ``None`` where it has none such above itself."""
    line = home_line(context, regions)
    if word == "区":
        return next((d for d in line if d.printed.endswith(("区", "自治区"))), None)
    ends = _PROVINCE_OF_KIND.get(word, (word,))
    fit = (d for d in line if d.printed.endswith(ends))
    return next((d for d in fit if word != "省" or d.level is Level.PROVINCIAL), None)


def place_before(text: str, position: int, context: Context, regions: Regions, depth: int = 3) -> Place | None:
    """The division that ends right before ``position``, with at most ``depth`` - 1 named in front of it.

    ``None`` where no division stands there.
    """
    if depth == 0:
        return None
    for home in home_line(context, regions):
        if home.code is None and text.endswith(home.name, 0, position):
            return _behind(text, position - len(home.name), home, context, regions)
    for start, divisions in regions.prefixes.to_right(text, position):
        above = place_before(text, start, context, regions, depth - 1)
        division = _among(divisions, above, context, regions)
        if division is None:
            continue
        outer = above.start if above and above.division and above.division.name in regions.line(division)[1:] else start
        return Place(outer, division, False, text[start:position])
    if unlisted := _unlisted_before(text, position, context, regions):
        return unlisted
    for word in RELATIVE_WORDS:
        if text.endswith(word, 0, position):
            return Place(position - len(word), related(word, context, regions), True, word)
    return None


def _behind(text: str, start: int, home: Division, context: Context, regions: Regions) -> Place:
    """A division in no list, with the province printed in front of it."""
    above = next((d for d in home_line(context, regions) if d.name == home.parent), None)
    outer = start - len(above.name) if above and text.endswith(above.name, 0, start) else start
    return Place(outer, home, False, home.name)


def _unlisted_before(text: str, position: int, context: Context, regions: Regions) -> Place | None:
    """甲市 in a document of 示例省: cities are read by form only where the document's own province is in no list."""
    line = home_line(context, regions)
    if not line or line[-1].code is not None or line[-1].marks:
        return None
    for length in _UNLISTED_LENGTHS:
        start = position - length
        before = text[start - 1] if start > 0 else ""
        free = before in _FREE_BEFORE or not "\u4e00" <= before <= "\u9fff"
        if start >= 0 and free and (formed := regions.formed(text[start:position])):
            return Place(start, formed[0], False, formed[0].name)
    return None


def _among(divisions: tuple[Division, ...], above: Place | None, context: Context, regions: Regions) -> Division | None:
    """Who is meant by a name that several divisions bear: the one inside what stands in front, else the document's."""
    if len(divisions) == 1:
        return divisions[0]
    if above and above.division:
        inside = [d for d in divisions if above.division.name in regions.line(d)[1:]]
        if inside:
            return regions.choose(tuple(inside))
    for home in home_line(context, regions):
        if chosen := regions.choose(divisions, home.name):
            return chosen
    return regions.choose(divisions)
