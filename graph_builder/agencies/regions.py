"""Administrative divisions of China to county level, by GB/T 2260, and special areas (``data/regions/``)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from graph_builder.agencies.lexicon import Lexicon
from graph_builder.errors import KnowledgeError
from graph_builder.knowledge import data_dir
from graph_builder.model import Level, Region

_NO_NAME = "各全我本该外跨有国中关印转下由等落发贯向对在经请报按将和与及为以试相同两多某他其邻沿当所是到从"
_FORM = re.compile(
    rf"(?![{_NO_NAME}])([\u4e00-\u9fff]{{2,3}}(?:省|自治区))?(?![各省市县])([\u4e00-\u9fff]{{1,3}}?[市县])?"
    r"(?=[\u4e00-\u9fff]{2}|$)"
)
_FORM_LEVELS = {"省": Level.PROVINCIAL, "自治区": Level.PROVINCIAL, "市": Level.MUNICIPAL, "县": Level.COUNTY}


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One division. ``name`` is unique in the country: a district stands behind its city (``石家庄市长安区``).

    ``printed`` is its own official name (``长安区``), ``parent`` the unique name of the higher division, ``marks`` are
    ``municipality`` (直辖市), ``separately_planned`` (计划单列市), ``sub_provincial`` and the kinds of special areas;
    ``until`` is the year in which a former name ended.
    """

    name: str
    printed: str
    level: Level
    short_names: tuple[str, ...] = ()
    code: str | None = None
    parent: str | None = None
    marks: frozenset[str] = frozenset()
    until: int | None = None

    @property
    def region(self) -> Region:
        """The division as an entity of the graph."""
        return Region(self.name, self.level, self.code, self.parent)

    @property
    def full_names(self) -> tuple[str, str]:
        """The unique and the official name."""
        return self.name, self.printed

    @property
    def short(self) -> str:
        """The name without 省, 市 and the like, as offices of national bodies bear it (河北监管局)."""
        return self.short_names[0] if self.short_names else self.printed


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); restore the file") from error


def _unique_name(row: dict[str, str], names: dict[str, str], seen: Counter[str]) -> str:
    """A district, and a county whose name is borne twice, stand behind the division above them."""
    if row["level"] != Level.COUNTY or (not row["name"].endswith("区") and seen[row["name"]] == 1):
        return row["name"]
    return names[row["parent"]] + row["name"]


def _divisions(folder: Path) -> Iterator[Division]:
    rows = _rows(folder / "divisions.csv")
    seen = Counter(row["name"] for row in rows)
    names: dict[str, str] = {}
    for row in rows:
        if row["level"] != Level.COUNTY and (not row["until"] or row["code"] not in names):
            names[row["code"]] = row["name"]
    for row in rows:
        shorts: tuple[str, ...] = (row["short"],) if row["short"] else ()
        if row["name"].endswith("自治州"):
            shorts = (*shorts, row["short"] + "州")
        yield Division(
            _unique_name(row, names, seen),
            row["name"],
            Level(row["level"]),
            shorts,
            row["code"],
            names[row["parent"]] if row["parent"] else None,
            frozenset(row["marks"].split()),
            int(row["until"]) if row["until"] else None,
        )
    for row in _rows(folder / "special_areas.csv"):
        shorts = tuple(row["short_names"].split())
        yield Division(
            row["name"],
            row["name"],
            Level(row["level"]),
            shorts,
            None,
            row["parent"],
            frozenset([row["kind"]]),
        )


def _rank(division: Division) -> tuple[bool, int]:
    order = (Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY)
    return division.until is not None, order.index(division.level)


@dataclass(frozen=True, eq=False)
class Regions:
    """All divisions, looked up by their unique, printed and short names."""

    divisions: tuple[Division, ...]
    _by_name: dict[str, Division] = field(init=False, repr=False, compare=False)
    _by_form: dict[str, list[Division]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, Division] = {}
        by_form: dict[str, list[Division]] = {}
        for division in sorted(self.divisions, key=_rank):
            by_name.setdefault(division.name, division)
            for form in {division.name, division.printed, *division.short_names}:
                by_form.setdefault(form, []).append(division)
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_by_form", by_form)

    @classmethod
    @cache
    def load(cls) -> Regions:
        """Read ``data/regions/``. Raises :class:`KnowledgeError` where a file is missing."""
        return cls(tuple(_divisions(data_dir() / "regions")))

    @cached_property
    def prefixes(self) -> Lexicon[tuple[Division, ...]]:
        """The forms that may stand before the name of an office: no short names of counties (城区, 通道)."""
        words: dict[str, tuple[Division, ...]] = {}
        for form, divisions in self._by_form.items():
            fit = tuple(d for d in divisions if d.level is not Level.COUNTY or form in d.full_names or not d.code)
            if fit and len(form) > 1:
                words[form] = fit
        return Lexicon(words)

    @cached_property
    def every_form(self) -> Lexicon[tuple[Division, ...]]:
        """All forms, for places that only a division can fill: between a national body and the word for its office."""
        return Lexicon({form: tuple(divisions) for form, divisions in self._by_form.items() if len(form) > 1})

    def named(self, name: str) -> Division | None:
        """The division with this unique name."""
        return self._by_name.get(name)

    def candidates(self, form: str) -> tuple[Division, ...]:
        """Every division that bears this name or short name, present and higher ones first."""
        return tuple(self._by_form.get(form, ()))

    def formed(self, text: str) -> tuple[Division, ...]:
        """The division that ``text`` begins with by the form of its name alone, and its province, lowest first.

        For divisions that are in no list (示例省, 示例省甲市); ``()`` where the text begins with none or a known one.
        """
        shape = _FORM.match(text)
        names = [name for name in shape.groups() if name] if shape else []
        if not names or any(name in self._by_form for name in names):
            return ()
        divisions: list[Division] = []
        for name in names:
            level = next(level for end, level in _FORM_LEVELS.items() if name.endswith(end))
            divisions.insert(
                0, Division(name, name, level, (name[:-1],), None, divisions[0].name if divisions else None)
            )
        return tuple(divisions)

    def leading(self, text: str) -> Division | None:
        """The one division whose full name ``text`` begins with (石家庄市烟花爆竹管理办法); ``None`` for any other."""
        for end, divisions in self.prefixes.from_left(text, 0):
            if full := tuple(division for division in divisions if text[:end] in division.full_names):
                return self.choose(full)
        return next(iter(self.formed(text)), None)

    def choose(self, divisions: tuple[Division, ...], within: str | None = None) -> Division | None:
        """The one division meant by a form that several bear: the one inside ``within``, or the highest if it is alone.

        A present division goes before a former one. ``None`` where several are left.
        """
        if within is not None and (inside := [d for d in divisions if within in self.line(d)]):
            divisions = tuple(inside)
        best = [d for d in divisions if _rank(d) == _rank(divisions[0])] if divisions else []
        return best[0] if len(best) == 1 else None

    def line(self, division: Division) -> tuple[str, ...]:
        """The division's own unique name and those of all above it, lowest first."""
        names = [division.name]
        while division.parent is not None and (above := self.named(division.parent)) is not None:
            names.append(above.name)
            division = above
        return tuple(names)

    def get(self, name: str, within: str | None = None) -> Region | None:
        """The region with this name or short name; ``None`` where there is none or several are left."""
        division = self.choose(self.candidates(name), within)
        return division.region if division else None

    def province_of(self, name: str, within: str | None = None) -> str | None:
        """Full name of the province that a division lies in (a province lies in itself)."""
        division = self.named(name) or self.choose(self.candidates(name), within)
        if division is None:
            return None
        return next((n for n in self.line(division) if (d := self.named(n)) and d.level is Level.PROVINCIAL), None)

    def children(self, name: str) -> list[Region]:
        """The present divisions directly below the one with this unique name, in the order of their codes."""
        return [d.region for d in self.divisions if d.parent == name and d.until is None]
