"""The documents of the input as nodes: those read, the texts they issue, the documents that stand in them in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph_builder.extraction.draft import EmbeddedDocument, Extraction
from graph_builder.fields import Fields, doc_type_of
from graph_builder.model import Document, Issue, IssueLevel, Source
from graph_builder.relations.keys import number_key, short_key, title_core, title_key
from graph_builder.relations.nodes import Index, Node, names_of


@dataclass(slots=True)
class Entries:
    """Nodes of the input. ``owners[i][part]`` is the node that speaks in a part of extraction i (``None``: itself)."""

    index: Index = field(default_factory=Index)
    nodes: list[Node] = field(default_factory=list)
    read: list[Node] = field(default_factory=list)
    """The node of each extraction, in order."""
    owners: list[dict[int | None, Node]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def enter(extractions: Sequence[Extraction]) -> Entries:
    """Make the nodes of the input, each with an id of its own that the next build of the same input gives again."""
    entries = Entries()
    taken: Counter[str] = Counter()
    for extraction in extractions:
        node = _read_node(extraction, taken, entries)
        entries.nodes.append(node)
        entries.read.append(node)
        entries.index.add(node)
    for extraction, node in zip(extractions, entries.read, strict=True):
        owners: dict[int | None, Node] = {None: node}
        for embedded in extraction.embedded:
            owners[embedded.part] = _embedded_node(extraction, embedded, node, taken, entries)
        entries.owners.append(owners)
    for extraction, owners in zip(extractions, entries.owners, strict=True):
        _enclosed_nodes(extraction, owners, taken, entries)
    return entries


def document_id(number: str | None, issuers: Sequence[str], title: str) -> str:
    """The stable key of a document: its number, an announcement's with the issuers in front; else issuers and title."""
    if number:
        key = number_key(number)
        if not short_key(number) or (not key[0].isdigit() and not key.startswith(("公告", "令", "通告"))):
            return number if not number.startswith("〔") else "".join(issuers) + number
        return "".join(issuers) + (number if not key[0].isdigit() else f"公告{number}")
    return "".join(issuers[:3]) + title


def _unique(identity: str, taken: Counter[str]) -> str:
    taken[identity] += 1
    return identity if taken[identity] == 1 else f"{identity}~{taken[identity]}"


def _document(fields: Fields, identity: str, source: Source, extraction: Extraction) -> Document:
    return Document(
        id=identity,
        title=fields.title,
        level=fields.level,
        in_corpus=True,
        collection=extraction.collection,
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
        source=source,
    )


def _aliases(fields: Fields) -> tuple[str, ...]:
    """Its other names. An announcement also goes by its number with the issuers: 财政部税务总局公告2020年第8号."""
    names = [fields.full_title, *fields.aliases]
    number = fields.doc_number or ""
    if short_key(number):
        printed = fields.full_title.removesuffix(fields.title)
        names.extend(f"{issuers}{number}" for issuers in (printed, "".join(fields.issuers)) if issuers not in number)
    return tuple(dict.fromkeys(name for name in names if name != fields.title))


def _read_node(extraction: Extraction, taken: Counter[str], entries: Entries) -> Node:
    fields = extraction.fields
    wanted = document_id(fields.doc_number, fields.issuers, fields.title)
    identity = _unique(wanted, taken)
    if identity != wanted:
        text = f"{wanted} stands in the input more than once; this one is called {identity}"
        entries.issues.append(
            Issue(IssueLevel.WARNING, "duplicate_document", extraction.source.file, extraction.source.line_start, text)
        )
    document = replace(_document(fields, identity, extraction.source, extraction), catalog_no=extraction.catalog_no)
    names = names_of((fields.title, fields.full_title, *fields.aliases, *extraction.own_titles))
    return Node(document, fields.region, names)


def _embedded_node(
    extraction: Extraction, embedded: EmbeddedDocument, outer: Node, taken: Counter[str], entries: Entries
) -> Node:
    """The node of a document that stands in another in full: one that was read by itself is the same."""
    fields = embedded.fields
    node = _same(fields, outer, entries)
    if node is None:
        identity = _unique(document_id(fields.doc_number, fields.issuers, fields.title), taken)
        names = names_of((fields.title, fields.full_title, *fields.aliases, *fields.enclosures))
        node = Node(_document(fields, identity, embedded.source, extraction), fields.region, names)
        entries.nodes.append(node)
        entries.index.add(node)
    if node.id not in outer.document.encloses:
        outer.document = replace(outer.document, encloses=(*outer.document.encloses, node.id))
    return node


def _same(fields: Fields, outer: Node, entries: Entries) -> Node | None:
    index = entries.index
    if fields.doc_number:
        for node in index.by_number.get(number_key(fields.doc_number), ()):
            if node is not outer:
                return node
        for node in index.by_short.get(short_key(fields.doc_number), ()):
            if node is not outer and set(node.document.issuers) & set(fields.issuers):
                return node
    for name in (title_key(fields.full_title), title_core(fields.title)):
        fitting = [
            node
            for node in index.by_name.get(name, ())
            if node is not outer
            and node.region == fields.region
            and (not fields.doc_number or not node.number)
            and title_core(node.document.title) == title_core(fields.title)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _enclosed_nodes(
    extraction: Extraction, owners: dict[int | None, Node], taken: Counter[str], entries: Entries
) -> None:
    """The texts that a document issues, as documents of their own; citations of them go to the one that issues them."""
    for text in extraction.enclosed:
        outer = owners[text.owner]
        source = None
        if text.line is not None and text.line_end is not None:
            source = Source(extraction.source.file, text.line, text.line_end, None)
        document = Document(
            id=_unique(f"{outer.id}#{text.title}", taken),
            title=text.title,
            level=outer.document.level,
            in_corpus=source is not None,
            parent=outer.id,
            collection=extraction.collection,
            doc_type=doc_type_of(text.title),
            issuers=outer.document.issuers,
            issued_on=outer.document.issued_on,
            source=source,
        )
        outer.document = replace(outer.document, encloses=(*outer.document.encloses, document.id))
        entries.nodes.append(Node(document, outer.region))
