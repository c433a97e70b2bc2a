"""From citations to documents of the graph: by number, by title, or a cited document of its own; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields import doc_type_of
from graph_builder.model import Document, Level, Resolution
from graph_builder.relations.keying import cited_id, is_bare
from graph_builder.relations.keys import (
    folded,
    number_key,
    number_slip,
    short_key,
    title_core,
    title_key,
    without_issuers,
    year_of,
)
from graph_builder.relations.nodes import Index, Node, names_of
from graph_builder.relations.owners import is_national
from graph_builder.relations.rows import NUMBERED, TITLED, Cited, CitedBy, Entered, Found, Rank, Ranked

_ORGAN = re.compile("(?:办公[厅室]|秘书局|[司处室])$")
"""What the name of an inner organ of a body ends with, which speaks for the body: 海关总署综合司."""
_PARTY = re.compile("中共(.{1,40}?)(?:委员会|党组)")
"""The party's committee in a body, which speaks for the body: 中共海关总署委员会."""

_AND_OTHERS = re.compile("等([两二三四五六七八九十]?)个?(?:部[门委]|单位|机关)(?=.{0,6}关于)")
"""Of so many issuers, if it is told, only the first ones are named: 财政部等五部门关于…."""
_COUNTS = {"两": 2} | {digit: count for count, digit in enumerate("二三四五六七八九十", 2)}

_LONG_TITLE = 12
"""A title of this many characters is its own proof against a slip in the number."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """The document that a citation means. For ``AMBIGUOUS`` it is a cited one of its own, with the candidates."""

    node: Node
    resolution: Resolution
    candidates: tuple[Node, ...] = ()
    doubt: str | None = None
    """Why a person should look: the kind of an issue."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A citation with the keys that it is looked for by."""

    cited: Cited
    source: str
    """The id of the document that cites."""
    number: str
    short: str
    key: str
    core: str

    @property
    def issuers(self) -> tuple[str, ...]:
        """The agencies that the citation names as issuers."""
        return self.cited.issuers

    @property
    def region(self) -> str | None:
        """The division of the document that is meant; ``None`` national, empty not told."""
        return self.cited.region


class Resolver:
    """Resolves the citations of a family, one after the other.

    A family holds all documents that its citations may mean. The result depends on the documents and citations alone,
    and on their order: what a citation tells of a document that the input lacks serves those that come after it.
    """

    def __init__(self, documents: Iterable[Entered], registry: AgencyRegistry) -> None:
        self._registry = registry
        self._index = Index()
        self._nodes: list[Node] = []
        self._by_id: dict[str, Node] = {}
        self._told: dict[str, set[str]] = {}
        """The documents that each one cites by number."""
        for entered in documents:
            node = Node(entered.document, entered.region, entered.rank, set(entered.names))
            self._nodes.append(node)
            self._by_id[node.id] = node
            self._index.add(node)

    def resolve(self, citation: CitedBy) -> Found:
        """The document that a citation means; numbered citations are to come before those by title alone."""
        cited = citation.cited
        if not cited.issuers and citation.told:
            cited = replace(cited, issuers=(citation.told,), region=self._registry.home_region((citation.told,)))
        title = cited.title or ""
        wanted = _Wanted(
            cited,
            citation.source,
            number_key(cited.number),
            short_key(cited.number),
            folded(title_key(title)),
            cited.core,
        )
        meant = (
            (self._by_number(wanted) if wanted.number else None)
            or (self._by_title(wanted) if wanted.core else None)
            or self._cited(wanted)
        )
        if wanted.number and meant.resolution is not Resolution.AMBIGUOUS:
            self._told.setdefault(wanted.source, set()).add(meant.node.id)
        if cited.printed:
            meant.node.printed.setdefault(cited.printed)
        candidates = tuple(node.id for node in meant.candidates)
        return Found(cited.place, cited.slot, meant.node.id, meant.resolution, candidates, meant.doubt)

    def documents(self) -> Iterator[Ranked]:
        """The documents as the citations left them, those that are only cited among them."""
        for node in self._nodes:
            names = [name for name in node.printed if name != node.document.title]
            aliases = tuple(dict.fromkeys((*node.document.aliases, *names)))
            yield Ranked(node.rank, replace(node.document, aliases=aliases))

    # -- number -------------------------------------------------------------------------------------------------

    def _by_number(self, wanted: _Wanted) -> _Meant | None:
        whole = () if is_bare(wanted.number) else self._index.by_number.get(wanted.number, ())
        fitting = [node for node in whole if node.id != wanted.source] or [
            node
            for node in self._index.by_short.get(wanted.short, ())
            if wanted.short and node.id != wanted.source and self._same_body(wanted, node)
        ]
        if len(fitting) > 1 and wanted.issuers:
            alone = [node for node in fitting if set(node.document.issuers) == set(wanted.issuers)]
            fitting = alone or fitting
        if len(fitting) > 1 and wanted.core:
            named = [node for node in fitting if wanted.core in node.names or wanted.key in node.names]
            fitting = named or fitting
        if len(fitting) == 1:
            return self._checked(wanted, fitting[0])
        return self._ambiguous(wanted, fitting) if fitting else None

    def _same_body(self, wanted: _Wanted, node: Node) -> bool:
        """Whether an announcement or order of the same running number is of the named issuers, or of the same title."""
        if self._of_others(wanted, node):
            return False
        if wanted.core and (wanted.core in node.names or wanted.key in node.names):
            return True
        mine, theirs = set(wanted.issuers), set(node.document.issuers)
        if mine == theirs and mine and _kind(wanted.cited.number) == _kind(node.document.doc_number):
            return True
        return bool(mine & theirs) and (not wanted.core or not node.names or not node.document.title)

    def _checked(self, wanted: _Wanted, node: Node) -> _Meant:
        """A number that fits a document of quite another title, while that title is another one's, is not believed."""
        if wanted.core and node.names and wanted.core not in node.names and not _akin(wanted.core, node.names):
            others = [other for other in self._index.by_name.get(wanted.core, ()) if self._compatible(wanted, other)]
            others = [other for other in others if other is not node and other.document.in_corpus]
            if others:
                return self._ambiguous(wanted, [node, *others])
            if node.document.in_corpus and not wanted.cited.issued_with:
                return _Meant(node, Resolution.NUMBER, doubt="title_differs")
        self._learn(wanted, node)
        if wanted.cited.issued_with and not node.document.in_corpus:
            return self._issued_text(wanted, node)
        return _Meant(node, Resolution.NUMBER if node.document.in_corpus else Resolution.CITED)

    # -- title --------------------------------------------------------------------------------------------------

    def _by_title(self, wanted: _Wanted) -> _Meant | None:
        exact = self._index.by_name.get(wanted.key) or self._index.by_name.get(wanted.core) or ()
        slipped = [] if exact else self._index.near(wanted.core)
        nodes = [node for node in exact or slipped if not (slipped and self._differs(wanted, node))]
        nodes = [node for node in nodes if node.id != wanted.source and self._compatible(wanted, node)]
        nodes = [node for node in nodes if not _of_later_year(node, wanted.cited.own_date)]
        if wanted.number:
            nodes = [node for node in nodes if not node.number or self._number_may_differ(wanted, node)]
        else:
            nodes = [node for node in nodes if node.document.in_corpus or self._by_them(wanted, node)]
        nodes = self._narrow(wanted, nodes)
        if len(nodes) == 1:
            node = nodes[0]
            doubt = "title_differs" if slipped else None
            if wanted.number and node.number and not self._completes(wanted, node):
                doubt = "number_differs"
            if not doubt:
                self._learn(wanted, node)
            return _Meant(node, Resolution.TITLE if node.document.in_corpus else Resolution.CITED, doubt=doubt)
        return self._ambiguous(wanted, nodes) if nodes else None

    def _by_them(self, wanted: _Wanted, node: Node) -> bool:
        """Whether a document that is known by citations only is by one of the named issuers, as far as these tell.

        One that was read may be its office's where the government is named; of two citations neither is better known.
        """
        named, issuers = set(wanted.issuers), set(node.document.issuers)
        return not named or not issuers or bool(named & issuers)

    def _number_may_differ(self, wanted: _Wanted, node: Node) -> bool:
        if self._completes(wanted, node):
            return True
        return number_slip(wanted.number, node.number) and len(wanted.core) >= _LONG_TITLE and node.document.in_corpus

    def _differs(self, wanted: _Wanted, node: Node) -> bool:
        """A slip in the title is only believed where neither number nor issuers, if told, speak against it."""
        if wanted.number and node.number and not self._completes(wanted, node):
            return True
        return self._of_others(wanted, node)

    def _of_others(self, wanted: _Wanted, node: Node) -> bool:
        """Whether the citation names issuers of whom none, nor the body that it belongs to, issued the document."""
        return bool(wanted.issuers and node.document.issuers) and not self._of_same_house(wanted, node)

    def _of_same_house(self, wanted: _Wanted, node: Node) -> bool:
        """Whether one of the named issuers issued the document, or is an organ of one that did, or has it as organ.

        Two departments of one government are two houses.
        """
        houses = {self._body(name) for name in node.document.issuers}
        return any(self._body(name) in houses for name in wanted.issuers)

    def _body(self, name: str) -> str:
        if (inside := _PARTY.fullmatch(name)) is not None:
            return inside.group(1)
        return self._registry.house(name) if _ORGAN.search(name) else name

    def _completes(self, wanted: _Wanted, node: Node) -> bool:
        """公告2020年第8号 beside 财政部税务总局公告2020年第8号."""
        return wanted.number == node.number or (
            bool(wanted.short) and wanted.short == short_key(node.document.doc_number)
        )

    def _compatible(self, wanted: _Wanted, node: Node) -> bool:
        """Whether the issuers that the citation names can be the document's; of an unknown one, the same division is.

        The letters of a number are somebody's: where nobody told whose, the document is that of the named issuers only
        where it was called by the same name.
        """
        if wanted.issuers and node.number and not node.document.issuers and not node.document.in_corpus:
            return wanted.key in node.names and wanted.key != wanted.core
        if self._of_others(wanted, node):
            return False
        if wanted.region == "" or node.region == "":
            return True
        return wanted.region == node.region or bool(set(wanted.issuers) & set(node.document.issuers))

    def _narrow(self, wanted: _Wanted, nodes: list[Node]) -> list[Node]:
        """Several documents of one title: the one of the named issuers and no others, the one whose number the citing
        document names elsewhere; none from after the citing document.
        """
        if len(nodes) > 1 and wanted.issuers:
            theirs = [node for node in nodes if self._is_theirs(wanted, node)]
            named = theirs or [node for node in nodes if set(wanted.issuers) & set(node.document.issuers)]
            nodes = named or nodes
        if len(nodes) > 1:
            told = self._told.get(wanted.source, ())
            numbered = [node for node in nodes if node.id in told]
            nodes = numbered if len(numbered) == 1 else nodes
        if len(nodes) > 1 and wanted.cited.own_date is not None:
            when = wanted.cited.own_date
            nodes = [
                node for node in nodes if node.document.issued_on is None or node.document.issued_on <= when
            ] or nodes
        if len(nodes) > 1:
            own = [node for node in nodes if node.region in (None, "", wanted.cited.own_region)]
            nodes = own or nodes
        if len(nodes) > 1:
            read = [node for node in nodes if node.document.in_corpus]
            if len(read) == 1 and all(
                folded(title_core(node.document.title)) == folded(title_core(read[0].document.title))
                and not node.number
                for node in nodes
                if node is not read[0]
            ):
                nodes = read
        return nodes

    def _is_theirs(self, wanted: _Wanted, node: Node) -> bool:
        """Whether a document is by the named issuers and no others, or, of 财政部等五部门, by that one and others."""
        issuers = node.document.issuers
        others = _AND_OTHERS.search(wanted.cited.title or "")
        if others is None:
            return set(issuers) == set(wanted.issuers)
        count = _COUNTS.get(others[1])
        several = len(issuers) == count if count else len(issuers) > len(wanted.issuers)
        return several and issuers[0] == wanted.issuers[0]

    # -- cited documents ----------------------------------------------------------------------------------------

    def _learn(self, wanted: _Wanted, node: Node) -> None:
        """A cited document gathers what its citations tell: title, number, issuers, names."""
        cited = wanted.cited
        if node.document.in_corpus:
            return
        document = node.document
        if cited.title and not cited.issued_with:
            if not document.title or document.title == document.doc_number:
                document = replace(document, title=without_issuers(cited.title), doc_type=doc_type_of(cited.title))
            self._index.name(node, names_of((cited.title,)))
        if cited.number and (not document.doc_number or len(cited.number) > len(document.doc_number)):
            document = replace(document, doc_number=cited.number)
        if wanted.issuers and not document.issuers:
            document = replace(document, issuers=wanted.issuers, level=self._level(wanted))
            node.region = wanted.region
        node.document = document
        self._index.add(node)

    def _cited(self, wanted: _Wanted) -> _Meant:
        cited = wanted.cited
        if cited.issued_with and cited.title:
            return self._issued_text(wanted, self._new_node(wanted, cited.number, None))
        return _Meant(self._keep(self._new_node(wanted, cited.number, cited.title)), Resolution.CITED)

    def _issued_text(self, wanted: _Wanted, outer: Node) -> _Meant:
        """《注释》（财税〔2016〕36号印发）: a text that another document issued; both are known by citations only."""
        outer = self._keep(outer)
        title = wanted.cited.title or ""
        identity = f"{outer.id}#{title}"
        known = self._by_id.get(identity)
        if known is not None:
            return _Meant(known, Resolution.CITED)
        document = replace(
            outer.document,
            id=identity,
            title=title,
            doc_type=doc_type_of(title),
            parent=outer.id,
            encloses=(),
            aliases=(),
        )
        names = names_of((title,))
        node = Node(document, outer.region, replace(_rank(wanted), sub=1), names, {title: None}, own_number=False)
        outer.document = replace(outer.document, encloses=(*outer.document.encloses, identity))
        return _Meant(self._keep(node), Resolution.CITED)

    def _new_node(self, wanted: _Wanted, number: str | None, title: str | None) -> Node:
        shown = without_issuers(title) if title else (number or "")
        document = Document(
            id=cited_id(number, title, wanted.issuers, wanted.region),
            title=shown,
            level=self._level(wanted),
            doc_number=number,
            doc_type=doc_type_of(title) if title else None,
            issuers=wanted.issuers,
        )
        names = names_of((title,)) if title else set()
        return Node(document, wanted.region, _rank(wanted), names, {title: None} if title else {})

    def _keep(self, node: Node) -> Node:
        """Enter a new node; one of the same id that is there already is taken in its place."""
        if node.id not in self._by_id:
            self._by_id[node.id] = node
            self._nodes.append(node)
            self._index.add(node)
        return self._by_id[node.id]

    def _ambiguous(self, wanted: _Wanted, nodes: Iterable[Node]) -> _Meant:
        candidates = tuple(nodes)
        shown = wanted.cited.title or wanted.cited.number or ""
        document = Document(
            id=f"{wanted.source}?{title_core(shown)}",
            title=without_issuers(shown),
            level=self._level(wanted),
            doc_number=wanted.cited.number,
            doc_type=doc_type_of(shown),
            issuers=wanted.issuers,
        )
        node = Node(document, wanted.region, _rank(wanted), set(), {shown: None})
        known = self._by_id.setdefault(node.id, node)
        if known is node:
            self._nodes.append(node)
        return _Meant(known, Resolution.AMBIGUOUS, candidates)

    def _level(self, wanted: _Wanted) -> Level:
        for name in wanted.issuers:
            level = self._registry.level_of(name)
            if level is not None:
                return level
        if wanted.region:
            division = self._registry.regions.get(wanted.region)
            return division.level if division is not None else Level.PROVINCIAL
        title = wanted.cited.title or ""
        place = self._registry.place_of_title(title) if wanted.region == "" else None
        if place is not None:
            return place.level
        return Level.NATIONAL if wanted.region is None or is_national(title) else wanted.cited.own_level


def _kind(number: str | None) -> str | None:
    """What a number counts by its own words: 公告, 通告 or 令."""
    found = re.search("公告|通告|令", number or "")
    return found.group() if found else None


def _rank(wanted: _Wanted) -> Rank:
    """Where a document that this citation is the first to name stands in the list of all."""
    return Rank(NUMBERED if wanted.cited.number else TITLED, wanted.cited.place, wanted.cited.slot)


def _of_later_year(node: Node, cited_on: date | None) -> bool:
    """Whether a document is of a year after the day when it was cited, as its date says or, without one, its number."""
    year = node.document.issued_on.year if node.document.issued_on else year_of(node.document.doc_number)
    return cited_on is not None and year is not None and year > cited_on.year


def _akin(core: str, names: Iterable[str]) -> bool:
    """Whether a title is another's with a slip: three of four pairs of characters in common."""
    pairs = {core[i : i + 2] for i in range(len(core) - 1)}
    for name in names:
        mine = {name[i : i + 2] for i in range(len(name) - 1)}
        if pairs and mine and len(pairs & mine) >= 0.7 * min(len(pairs), len(mine)):
            return True
    return False
