"""From citations to documents of the graph: by number, by title, or a cited document of its own; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.draft import DraftMention
from graph_builder.extraction.mention import Form
from graph_builder.fields import doc_type_of, issuers_of_number, region_of_number
from graph_builder.model import Document, Level, Resolution
from graph_builder.relations.entries import Entries, document_id
from graph_builder.relations.keys import number_key, number_slip, short_key, title_core, title_key, without_issuers
from graph_builder.relations.nodes import Node, is_national, names_of

_LONG_TITLE = 12
"""A title of this many characters is its own proof against a slip in the number."""


@dataclass(frozen=True, slots=True)
class Found:
    """The document that a citation means. For ``AMBIGUOUS`` it is a cited one of its own, with the candidates."""

    node: Node
    resolution: Resolution
    candidates: tuple[Node, ...] = ()
    doubt: str | None = None
    """Why a person should look: the kind of an issue."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A citation as the resolution sees it."""

    mention: DraftMention
    source: Node
    number: str
    short: str
    key: str
    core: str
    issuers: tuple[str, ...]
    region: str | None
    """``None`` national, ``""`` not told."""

    @property
    def bare_short(self) -> bool:
        """A number that names no issuer: 2020年第8号, 公告2020年第8号."""
        return bool(self.short) and self.number.removeprefix("公告").removeprefix("令") == self.short


class Resolver:
    """Resolves the citations of the whole input, one after the other, in a fixed order."""

    def __init__(self, entries: Entries, registry: AgencyRegistry) -> None:
        self._entries = entries
        self._index = entries.index
        self._registry = registry
        self._by_id = {node.id: node for node in entries.nodes}
        self._prefixes: dict[tuple[str, str | None], tuple[str, ...]] = {}

    def resolve(self, mention: DraftMention, source: Node) -> Found:
        """The document that ``mention`` (not an alias) of ``source`` means."""
        wanted = self._wanted(mention, source)
        found = (
            (self._by_number(wanted) if wanted.number else None)
            or (self._by_title(wanted) if wanted.core else None)
            or self._cited(wanted)
        )
        if mention.title:
            found.node.printed.setdefault(mention.title)
        return found

    # -- what is wanted -----------------------------------------------------------------------------------------

    def _wanted(self, mention: DraftMention, source: Node) -> _Wanted:
        mention = _of_year(mention, source)
        title = mention.title or ""
        issuers = self._issuers_in_title(title, source) or mention.issuers
        if not issuers and mention.number:
            issuers = issuers_of_number(mention.number, self._registry)
        return _Wanted(
            mention,
            source,
            number_key(mention.number),
            short_key(mention.number),
            title_key(title),
            title_core(title),
            issuers,
            self._region(mention, issuers),
        )

    def _issuers_in_title(self, title: str, source: Node) -> tuple[str, ...]:
        if not title or title.startswith("关于"):
            return ()
        known = (title, source.region)
        if known not in self._prefixes:
            spans = self._registry.prefix(title, Context(source.region or None))
            self._prefixes[known] = tuple(span.agency.name for span in spans)
        return self._prefixes[known]

    def _region(self, mention: DraftMention, issuers: Sequence[str]) -> str | None:
        if issuers:
            return self._registry.home_region(issuers)
        if mention.number and (region := region_of_number(mention.number)):
            return region
        if mention.kind.name == "law" or mention.form is Form.LAW:
            return None
        return ""

    # -- number -------------------------------------------------------------------------------------------------

    def _by_number(self, wanted: _Wanted) -> Found | None:
        exact = [node for node in self._index.by_number.get(wanted.number, ()) if node is not wanted.source]
        if wanted.bare_short:
            exact = [node for node in exact if self._same_body(wanted, node)]
        fitting = exact or [
            node
            for node in self._index.by_short.get(wanted.short, ())
            if wanted.short and node is not wanted.source and self._same_body(wanted, node)
        ]
        if len(fitting) > 1 and wanted.core:
            named = [node for node in fitting if wanted.core in node.names or wanted.key in node.names]
            fitting = named or fitting
        if len(fitting) == 1:
            return self._checked(wanted, fitting[0])
        return self._ambiguous(wanted, fitting) if fitting else None

    def _same_body(self, wanted: _Wanted, node: Node) -> bool:
        """Whether an announcement of the same running number is of the named issuers, or of the same title."""
        if wanted.core and (wanted.core in node.names or wanted.key in node.names):
            return True
        mine = set(wanted.issuers)
        return bool(mine & set(node.document.issuers)) and (
            not wanted.core or not node.names or not node.document.title
        )

    def _checked(self, wanted: _Wanted, node: Node) -> Found:
        """A number that fits a document of quite another title, while that title is another one's, is not believed."""
        if wanted.core and node.names and wanted.core not in node.names and not _akin(wanted.core, node.names):
            others = [other for other in self._index.by_name.get(wanted.core, ()) if self._compatible(wanted, other)]
            others = [other for other in others if other is not node and other.document.in_corpus]
            if others:
                return self._ambiguous(wanted, [node, *others])
            if node.document.in_corpus and not wanted.mention.issued_with:
                return Found(node, Resolution.NUMBER, doubt="title_differs")
        self._learn(wanted, node)
        if wanted.mention.issued_with and not node.document.in_corpus:
            return self._issued_text(wanted, node)
        return Found(node, Resolution.NUMBER if node.document.in_corpus else Resolution.CITED)

    # -- title --------------------------------------------------------------------------------------------------

    def _by_title(self, wanted: _Wanted) -> Found | None:
        exact = self._index.by_name.get(wanted.key) or self._index.by_name.get(wanted.core) or ()
        slipped = [] if exact else self._index.near(wanted.core)
        nodes = [node for node in exact or slipped if not (slipped and self._differs(wanted, node))]
        nodes = [node for node in nodes if node is not wanted.source and self._compatible(wanted, node)]
        if wanted.number:
            nodes = [node for node in nodes if not node.number or self._number_may_differ(wanted, node)]
        nodes = self._narrow(wanted, nodes)
        if len(nodes) == 1:
            node = nodes[0]
            doubt = "title_differs" if slipped else None
            if wanted.number and node.number and not self._completes(wanted, node):
                doubt = "number_differs"
            if not doubt:
                self._learn(wanted, node)
            return Found(node, Resolution.TITLE if node.document.in_corpus else Resolution.CITED, doubt=doubt)
        return self._ambiguous(wanted, nodes) if nodes else None

    def _number_may_differ(self, wanted: _Wanted, node: Node) -> bool:
        if self._completes(wanted, node):
            return True
        return number_slip(wanted.number, node.number) and len(wanted.core) >= _LONG_TITLE and node.document.in_corpus

    def _differs(self, wanted: _Wanted, node: Node) -> bool:
        """A slip in the title is only believed where neither number nor issuers, if told, speak against it."""
        if wanted.number and node.number and not self._completes(wanted, node):
            return True
        return bool(wanted.issuers and node.document.issuers) and not self._of_same_house(wanted, node)

    def _of_same_house(self, wanted: _Wanted, node: Node) -> bool:
        """Whether one of the named issuers, or the body that it belongs to, issued the document."""
        houses = {name for issuer in node.document.issuers for name in (issuer, self._registry.house(issuer))}
        return any(name in houses or self._registry.house(name) in houses for name in wanted.issuers)

    def _completes(self, wanted: _Wanted, node: Node) -> bool:
        """公告2020年第8号 beside 财政部税务总局公告2020年第8号."""
        return wanted.number == node.number or (
            bool(wanted.short) and wanted.short == short_key(node.document.doc_number)
        )

    def _compatible(self, wanted: _Wanted, node: Node) -> bool:
        """Whether the issuers that the citation names can be the document's: the same division, at least."""
        if wanted.region == "" or node.region == "":
            return True
        return wanted.region == node.region or bool(set(wanted.issuers) & set(node.document.issuers))

    def _narrow(self, wanted: _Wanted, nodes: list[Node]) -> list[Node]:
        """Several documents of one title: the one of the named issuers; none from after the citing document."""
        if len(nodes) > 1 and wanted.issuers:
            named = [node for node in nodes if set(wanted.issuers) & set(node.document.issuers)]
            nodes = named or nodes
        if len(nodes) > 1 and wanted.source.document.issued_on is not None:
            when = wanted.source.document.issued_on
            nodes = [
                node for node in nodes if node.document.issued_on is None or node.document.issued_on <= when
            ] or nodes
        if len(nodes) > 1:
            own = [node for node in nodes if node.region in (None, "", wanted.source.region)]
            nodes = own or nodes
        if len(nodes) > 1:
            read = [node for node in nodes if node.document.in_corpus]
            if len(read) == 1 and all(
                title_core(node.document.title) == title_core(read[0].document.title) and not node.number
                for node in nodes
                if node is not read[0]
            ):
                nodes = read
        return nodes

    # -- cited documents ----------------------------------------------------------------------------------------

    def _learn(self, wanted: _Wanted, node: Node) -> None:
        """A cited document gathers what its citations tell: title, number, issuers, names."""
        mention = wanted.mention
        if node.document.in_corpus:
            return
        document = node.document
        if mention.title and not mention.issued_with:
            if not document.title or document.title == document.doc_number:
                document = replace(document, title=without_issuers(mention.title), doc_type=doc_type_of(mention.title))
            self._index.name(node, names_of((mention.title,)))
        if mention.number and (not document.doc_number or len(mention.number) > len(document.doc_number)):
            document = replace(document, doc_number=mention.number)
        if wanted.issuers and not document.issuers:
            document = replace(document, issuers=wanted.issuers, level=self._level(wanted))
            node.region = wanted.region
        node.document = document
        self._index.add(node)

    def _cited(self, wanted: _Wanted) -> Found:
        mention = wanted.mention
        if mention.issued_with and mention.title:
            return self._issued_text(wanted, self._new_node(wanted, mention.number, None))
        return Found(self._keep(self._new_node(wanted, mention.number, mention.title)), Resolution.CITED)

    def _issued_text(self, wanted: _Wanted, outer: Node) -> Found:
        """《注释》（财税〔2016〕36号印发）: a text that another document issued; both are known by citations only."""
        outer = self._keep(outer)
        title = wanted.mention.title or ""
        identity = f"{outer.id}#{title}"
        known = self._by_id.get(identity)
        if known is not None:
            return Found(known, Resolution.CITED)
        document = replace(
            outer.document,
            id=identity,
            title=title,
            doc_type=doc_type_of(title),
            parent=outer.id,
            encloses=(),
            aliases=(),
        )
        node = Node(document, outer.region, names_of((title,)), {title: None}, own_number=False)
        outer.document = replace(outer.document, encloses=(*outer.document.encloses, identity))
        return Found(self._keep(node), Resolution.CITED)

    def _new_node(self, wanted: _Wanted, number: str | None, title: str | None) -> Node:
        shown = without_issuers(title) if title else (number or "")
        document = Document(
            id=document_id(number, wanted.issuers if wanted.bare_short else (), self._identity_title(wanted, title)),
            title=shown,
            level=self._level(wanted),
            doc_number=number,
            doc_type=doc_type_of(title) if title else None,
            issuers=wanted.issuers,
        )
        names = names_of((title,)) if title else set()
        return Node(document, wanted.region, names, {title: None} if title else {})

    def _identity_title(self, wanted: _Wanted, title: str | None) -> str:
        """Documents of one title and two divisions are two."""
        bare = title_core(title or wanted.mention.number or "")
        return f"{wanted.region} {bare}" if wanted.region else bare

    def _keep(self, node: Node) -> Node:
        """Enter a new node; one of the same id that is there already is taken in its place."""
        if node.id not in self._by_id:
            self._by_id[node.id] = node
            self._entries.nodes.append(node)
            self._index.add(node)
        return self._by_id[node.id]

    def _ambiguous(self, wanted: _Wanted, nodes: Iterable[Node]) -> Found:
        candidates = tuple(nodes)
        shown = wanted.mention.title or wanted.mention.number or ""
        document = Document(
            id=f"{wanted.source.id}?{title_core(shown)}",
            title=without_issuers(shown),
            level=self._level(wanted),
            doc_number=wanted.mention.number,
            doc_type=doc_type_of(shown),
            issuers=wanted.issuers,
        )
        node = Node(document, wanted.region, set(), {shown: None})
        known = self._by_id.setdefault(node.id, node)
        if known is node:
            self._entries.nodes.append(node)
        return Found(known, Resolution.AMBIGUOUS, candidates)

    def _level(self, wanted: _Wanted) -> Level:
        for name in wanted.issuers:
            level = self._registry.level_of(name)
            if level is not None:
                return level
        if wanted.region:
            division = self._registry.regions.get(wanted.region)
            return division.level if division is not None else Level.PROVINCIAL
        if wanted.region is None:
            return Level.NATIONAL
        return wanted.source.document.level if not is_national(wanted.source) else Level.NATIONAL


def _of_year(mention: DraftMention, source: Node) -> DraftMention:
    """The yearly 政府工作报告 is one document a year and government, however it is named."""
    title = mention.title or ""
    if not title.endswith("政府工作报告"):
        return mention
    told = re.search(r"(?:19|20)\d{2}", title)
    year = int(told.group()) if told else (source.document.issued_on.year if source.document.issued_on else None)
    local = re.search(r"([\u4e00-\u9fff]{2,3})?省政府工作报告$", title)
    whose = (source.region or "省") if local else ""
    return replace(mention, title=f"{year or ''}{'年' if year else ''}{whose}政府工作报告")


def _akin(core: str, names: Iterable[str]) -> bool:
    """Whether a title is another's with a slip: three of four pairs of characters in common."""
    pairs = {core[i : i + 2] for i in range(len(core) - 1)}
    for name in names:
        mine = {name[i : i + 2] for i in range(len(name) - 1)}
        if pairs and mine and len(pairs & mine) >= 0.7 * min(len(pairs), len(mine)):
            return True
    return False
