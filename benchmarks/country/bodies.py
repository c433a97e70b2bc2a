"""Places and the bodies that issue documents there, under the names that the project's gazetteers give them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from benchmarks.country.grammar import Line, grammar
from graph_builder.agencies.gazetteer import Gazetteer, load_gazetteer
from graph_builder.agencies.regions import Division, Regions
from graph_builder.model import Level

GOVERNMENT, OFFICE = "government", "government_office"
_WORDS = ("自治区", "自治州", "省", "市", "区", "县", "旗")
_SHORTENED = (
    ("发展和改革委员会", "发展改革委"),
    ("人力资源和社会保障", "人力资源社会保障"),
    ("住房和城乡建设", "住房城乡建设"),
)
_GOVERNMENT_LETTERS = ("政发", "政字", "政规")
_OFFICE_LETTERS = ("政办发", "政办字", "政办")


@dataclass(frozen=True, slots=True)
class Place:
    """A province, city or district: its name, the word for it at home (省), and what its numbers begin with."""

    name: str
    word: str
    letters: str
    level: Level
    division: Division
    province: str

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues documents. ``cited`` is its name elsewhere, ``near`` the one at home (省财政厅).

    ``letters`` are the beginnings of its numbers, of which each document takes one.
    """

    name: str
    cited: str
    near: str
    letters: tuple[str, ...]
    place: Place | None
    level: Level

    def __hash__(self) -> int:
        return hash(self.name)


@cache
def provinces() -> tuple[Place, ...]:
    """The provinces whose numbers have letters of their own."""
    regions = Regions.load()
    places = []
    for name, letters in grammar().letters_of_provinces.items():
        division = regions.named(name)
        if division is None:
            raise ValueError(f"grammar.yaml: {name} is no province of data/regions; correct it")
        places.append(Place(name, _word(name), letters, Level.PROVINCIAL, division, name))
    return tuple(places)


def _word(name: str) -> str:
    return next(word for word in _WORDS if name.endswith(word))


@cache
def cities(province: str) -> tuple[Place, ...]:
    """The cities of a province, or the districts of a municipality."""
    return tuple(
        Place(division.name, _word(division.name), _city_letters()[division.name], division.level, division, province)
        for division in _below(province)
    )


@cache
def districts(city: Place) -> tuple[Place, ...]:
    """The districts and counties of a city; none where it has none or is a district itself."""
    return tuple(
        Place(
            division.name,
            _word(division.name),
            city.letters + division.short[:2],
            division.level,
            division,
            city.province,
        )
        for division in _below(city.name)
        if city.level is Level.MUNICIPAL
    )


def _below(name: str) -> list[Division]:
    regions = Regions.load()
    found = []
    for region in regions.children(name):
        division = regions.named(region.name)
        if division is not None and division.code and division.name.endswith(_WORDS):
            found.append(division)
    return found


@cache
def _city_letters() -> dict[str, str]:
    """The first character of a city's name, or its first two where others begin alike."""
    names = {division.name: division.short for place in provinces() for division in _below(place.name)}
    taken = Counter(short[0] for short in names.values())
    letters = set(grammar().letters_of_provinces.values())
    return {
        name: short[0] if taken[short[0]] == 1 and short[0] not in letters else short[:2]
        for name, short in names.items()
    }


def ministry(line: Line) -> Body:
    """The national body of a line of work."""
    return _ministry(line.ministry, line.cited, tuple(line.letters.format(s=each) for each in line.sections))


@cache
def _ministry(name: str, cited: str, letters: tuple[str, ...]) -> Body:
    return Body(name, cited, cited, letters, None, Level.NATIONAL)


@cache
def partners() -> tuple[Body, ...]:
    """National bodies that issue with others."""
    return tuple(Body(name, cited, cited, (), None, Level.NATIONAL) for name, cited in grammar().partners)


@cache
def state_council(*, office: bool) -> Body:
    """国务院, or its 办公厅."""
    name, letters = ("国务院办公厅", "国办发") if office else ("国务院", "国发")
    return Body(name, name, name, (letters,), None, Level.NATIONAL)


@cache
def government(place: Place, *, office: bool) -> Body:
    """The government of a place, or its office."""
    letters = _OFFICE_LETTERS if office else _GOVERNMENT_LETTERS
    own = letters[sum(map(ord, place.name)) % len(letters)]
    return _local(place, OFFICE if office else GOVERNMENT, (place.letters + own,))


@cache
def department(place: Place, line: Line) -> Body:
    """The department of a place that follows a ministry."""
    return _local(place, line.kind, tuple(place.letters + line.local.format(s=each) for each in line.sections))


def _local(place: Place, kind: str, letters: tuple[str, ...]) -> Body:
    gazetteer: Gazetteer = load_gazetteer()
    own = gazetteer.kinds[kind].own_name(place.division)
    short = own
    for long, instead in _SHORTENED:
        short = short.replace(long, instead)
    return Body(place.name + own, place.name + own, place.word + short, letters, place, place.level)
