"""Every printed form that can start or carry an agency's name, in one automaton."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph_builder.agencies.gazetteer import Body, Gazetteer, Kind, Office

RELATIVE_WORDS = ("自治区", "自治州", "地区", "兵团", "省", "市", "县", "区", "州", "盟", "旗")
_STATE = "中华人民共和国"
_COUNCIL = "国务院"
_PARTY_BEFORE = ("省", "市", "县", "区", "州", "盟", "旗", "地", "兵团")

# Characters that make another word of a name's last one: 财政部|门, 安排建设部|署, 其中行|业.
_VOIDING = {"部": "门署分位件队", "行": "业动政为使程道"}


@dataclass(slots=True)
class Surface:
    """What a printed form can mean.

    ``bodies`` it means everywhere, ``bare_bodies`` only in a national document, ``kinds`` and ``offices`` behind a
    division. ``skip`` characters at its start belong to the division in front (省委, whose 省 may be 河北省's);
    ``form`` is the department's name in it. A ``void`` form names no agency (财政部门); ``group`` ends the name of a
    body set up for a task.
    """

    text: str
    form: str
    skip: int = 0
    bodies: list[Body] = field(default_factory=list)
    bare_bodies: list[Body] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    alias_of: list[Office] = field(default_factory=list)
    void: bool = False
    group: bool = False


def _party_forms(form: str) -> Iterator[tuple[str, int]]:
    """委组织部 -> 省委组织部, 省党委组织部, 省委员会组织部, each with the characters that belong to the division."""
    for before in _PARTY_BEFORE:
        for word in ("委", "党委", "委员会"):
            yield before + word + form[1:], len(before)


class _Collector:
    def __init__(self) -> None:
        self.surfaces: dict[str, Surface] = {}

    def at(self, text: str, form: str = "", skip: int = 0) -> Surface:
        return self.surfaces.setdefault(text, Surface(text, form or text, skip))

    def add_body(self, body: Body) -> None:
        spelled_out = (_STATE + body.name,) if body.parent == _COUNCIL else ()
        for text in (body.name, *body.full, *body.short, *spelled_out):
            self.at(text).bodies.append(body)
            for last in _VOIDING.get(text[-1], ""):
                self.at(text + last).void = True
        for text in body.bare:
            self.at(text).bare_bodies.append(body)

    def add_kind(self, kind: Kind) -> None:
        for form in kind.forms:
            if not kind.party or form[0] != "委":
                self.at(form).kinds.append(kind)
            else:
                for text, skip in _party_forms(form):
                    surface = self.at(text, form, skip)
                    if kind not in surface.kinds:
                        surface.kinds.append(kind)

    def add_office(self, office: Office) -> None:
        for head in office.heads:
            self.at(head).offices.append(office)
        for alias in office.aliases:
            self.at(alias).alias_of.append(office)
        for text in office.relative:
            self.at(text, text[0] + text[2:], 2).offices.append(office)


@dataclass(frozen=True)
class Surfaces:
    """The automaton. ``scan`` gives the leftmost longest forms of a text, each as (start, end, form)."""

    table: dict[str, Surface]
    _automaton: AhoCorasick
    _ordered: tuple[Surface, ...]

    @classmethod
    def build(cls, gazetteer: Gazetteer) -> Surfaces:
        """Collect the printed forms of the whole gazetteer."""
        collector = _Collector()
        for body in gazetteer.bodies.values():
            collector.add_body(body)
        for kind in gazetteer.kinds.values():
            collector.add_kind(kind)
        for office in gazetteer.offices:
            collector.add_office(office)
        for word in gazetteer.forms.groups:
            collector.at(word).group = True
        table = collector.surfaces
        automaton = AhoCorasick(list(table), MatchKind.LeftmostLongest, implementation=Implementation.DFA)
        return cls(table, automaton, tuple(table.values()))

    def scan(self, text: str) -> Iterator[tuple[int, int, Surface]]:
        """Leftmost longest forms in ``text``, in order, not overlapping."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end, self._ordered[index]
