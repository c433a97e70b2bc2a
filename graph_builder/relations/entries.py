"""The documents of the input as nodes: those read, the texts they issue, the documents that stand in them in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields import Fields, doc_type_of
from graph_builder.model import Document, Issue, IssueLevel, Source
from graph_builder.relations.keying import document_keys, is_bare
from graph_builder.relations.keys import folded, number_key, short_key, title_core, title_key
from graph_builder.relations.nodes import Index, Node, document_id, names_of
from graph_builder.relations.rows import EMBEDDED, ENCLOSED, OWN, READ, Doubt, Entered, Inner, Owner, Rank, Speaker


@dataclass(slots=True)
class Entries:
    """What a family of speakers is in the graph. Without the documents that stand in others, which ``inner`` lists."""

    documents: list[Entered] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def enter(family: Iterable[Speaker], registry: AgencyRegistry) -> Entries:
    """Give the speakers of a family their ids, the same in every build of the same input.

    ``family`` holds all speakers that may be one document: first those read by themselves, then those embedded in
    others, each in the order of the input.
    """
    return _Entering(registry).run(family)


@dataclass(slots=True)
class _Entering:
    registry: AgencyRegistry
    made: Entries = field(default_factory=Entries)
    index: Index = field(default_factory=Index)
    taken: Counter[str] = field(default_factory=Counter)
    voices: dict[Node, list[Speaker]] = field(default_factory=dict)
    """The nodes in their order, each with all that speak as it."""

    def run(self, family: Iterable[Speaker]) -> Entries:
        for speaker in family:
            node = self._read(speaker) if speaker.part == OWN else self._embedded(speaker)
            self.voices.setdefault(node, []).append(speaker)
        for node, speakers in self.voices.items():
            head = node.rank.kind == READ
            self.made.documents.append(self._entered(node))
            self.made.owners.extend(Owner(each.place, each.part, node.id, head) for each in speakers)
        self._enclosed()
        return self.made

    def _entered(self, node: Node) -> Entered:
        document = node.document
        keys = document_keys(document.id, document.doc_number, document.issuers, node.names)
        houses: dict[str, None] = {}
        if node.rank.kind == READ:
            houses = dict.fromkeys(
                name for issuer in document.issuers for name in (issuer, self.registry.house(issuer))
            )
        return Entered(node.rank, document, node.region, tuple(sorted(node.names)), tuple(houses), keys)

    def _unique(self, identity: str) -> str:
        self.taken[identity] += 1
        return identity if self.taken[identity] == 1 else f"{identity}~{self.taken[identity]}"

    def _read(self, speaker: Speaker) -> Node:
        fields = speaker.fields
        wanted = document_id(fields.doc_number, fields.issuers, fields.title)
        identity = self._unique(wanted)
        if identity != wanted:
            text = f"{wanted} stands in the input more than once; this one is called {identity}"
            source = speaker.source
            issue = Issue(IssueLevel.WARNING, "duplicate_document", source.file, source.line_start, text)
            self.made.doubts.append(Doubt(speaker.place, 0, 0, issue))
        document = replace(_document(speaker, identity), catalog_no=speaker.catalog_no)
        names = names_of((fields.title, fields.full_title, *fields.aliases, *speaker.own_titles))
        node = Node(document, fields.region, Rank(READ, speaker.place), names)
        self.index.add(node)
        return node

    def _embedded(self, speaker: Speaker) -> Node:
        """The node of a document that stands in another in full: one that was read by itself is the same."""
        fields = speaker.fields
        node = self._same(speaker)
        if node is None:
            identity = self._unique(document_id(fields.doc_number, fields.issuers, fields.title))
            names = names_of((fields.title, fields.full_title, *fields.aliases, *fields.enclosures))
            rank = Rank(EMBEDDED, speaker.place, speaker.part)
            node = Node(_document(speaker, identity), fields.region, rank, names)
            self.index.add(node)
        rank = Rank(EMBEDDED, speaker.place, speaker.part)
        self.made.inner.append(Inner(speaker.place, OWN, rank, node.id))
        return node

    def _same(self, speaker: Speaker) -> Node | None:
        fields = speaker.fields
        if fields.doc_number:
            number = number_key(fields.doc_number)
            for node in self.index.by_number.get(number, ()) if not is_bare(number) else ():
                if not self._around(node, speaker):
                    return node
            for node in self.index.by_short.get(short_key(fields.doc_number), ()):
                if not self._around(node, speaker) and set(node.document.issuers) & set(fields.issuers):
                    return node
        for name in (folded(title_key(fields.full_title)), folded(title_core(fields.title))):
            fitting = [
                node
                for node in self.index.by_name.get(name, ())
                if not self._around(node, speaker)
                and node.region == fields.region
                and (not fields.doc_number or not node.number)
                and folded(title_core(node.document.title)) == folded(title_core(fields.title))
            ]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _around(self, node: Node, speaker: Speaker) -> bool:
        """Whether a node is the document that the embedded one stands in."""
        return any(voice.part == OWN and voice.place == speaker.place for voice in self.voices.get(node, ()))

    def _enclosed(self) -> None:
        """The texts that a document issues, as documents of their own; citations of them go to the issuing one."""
        for speaker, outer in self._in_order():
            for nth, text in enumerate(speaker.enclosed):
                source = None
                if text.line is not None and text.line_end is not None:
                    source = Source(speaker.source.file, text.line, text.line_end, None)
                rank = Rank(ENCLOSED, speaker.place, speaker.part, nth)
                document = Document(
                    id=self._unique(f"{outer.id}#{text.title}"),
                    title=text.title,
                    level=outer.document.level,
                    in_corpus=source is not None,
                    parent=outer.id,
                    collection=speaker.collection,
                    doc_type=doc_type_of(text.title),
                    issuers=outer.document.issuers,
                    issued_on=outer.document.issued_on,
                    source=source,
                )
                self.made.inner.append(Inner(speaker.place, speaker.part, rank, document.id))
                # found through the document that issues it, so that it has neither names nor keys of its own
                self.made.documents.append(Entered(rank, document, outer.region, (), (), ()))

    def _in_order(self) -> Iterator[tuple[Speaker, Node]]:
        pairs = [(speaker, node) for node, speakers in self.voices.items() for speaker in speakers]
        return iter(sorted(pairs, key=lambda pair: (pair[0].place, pair[0].part)))


def _document(speaker: Speaker, identity: str) -> Document:
    fields = speaker.fields
    return Document(
        id=identity,
        title=fields.title,
        level=fields.level,
        in_corpus=True,
        collection=speaker.collection,
        aliases=_aliases(fields),
        doc_number=fields.doc_number,
        doc_type=fields.doc_type,
        issuers=fields.issuers,
        addressees=fields.addressees,
        issued_on=fields.issued_on,
        effective_from=fields.effective_from,
        effective_to=fields.effective_to,
        category=fields.category,
        enclosures=fields.enclosures,
        source=speaker.source,
    )


def _aliases(fields: Fields) -> tuple[str, ...]:
    """Its other names. An announcement also goes by its number with the issuers: 财政部税务总局公告2020年第8号."""
    names = [fields.full_title, *fields.aliases]
    number = fields.doc_number or ""
    if short_key(number):
        printed = fields.full_title.removesuffix(fields.title)
        names.extend(f"{issuers}{number}" for issuers in (printed, "".join(fields.issuers)) if issuers not in number)
    return tuple(dict.fromkeys(name for name in names if name != fields.title))
