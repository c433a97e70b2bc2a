"""The graph as rows for the ``load`` statements: plain values, dates as dates, one row per node or edge.

Every row says where it stands in the graph's list (``at``), so that the graph can be read back in order. The places
of a list leave gaps, so that rows can be put between others later and those stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from pydantic import TypeAdapter

from graph_builder.errors import StoreError
from graph_builder.model import (
    Agency,
    Document,
    Graph,
    Issue,
    Measure,
    Passage,
    Reading,
    Region,
    Relation,
    RelationType,
    agency_ids,
)
from graph_builder.store.keys import exact_key, match_key
from graph_builder.tables.lazy import Lazy

Row = dict[str, Any]
Item = TypeVar("Item")

GAP = 1 << 20
"""How far apart the places of rows are that follow one another in a whole graph."""


def place_of(index: int) -> int:
    """The place of the row at ``index`` of a list; there is room before the first one, too."""
    return (index + 1) * GAP


def index_of(place: int) -> int:
    """The index that :func:`place_of` made a place of."""
    return place // GAP - 1


def issue_id(place: int) -> str:
    """The id of an issue, which has none but its place: ids are in the order of the list."""
    return f"{place:016d}"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a load: the statement that takes its rows, and what they are. Rows are made as they are asked for."""

    statement: str
    kind: str
    """The label of the nodes or the type of the edges."""
    rows: Sequence[Row]
    is_node: bool = False
    joined_by: str | None = None
    """The type of the edge that joins each node to its document, where the statement makes one."""


def steps(graph: Graph) -> Iterator[Step]:
    """All rows of a graph, nodes before the edges between them.

    Raises :class:`StoreError` where the graph names a document or an agency that it does not hold, or holds two
    entities of one id: loading it would lose something.
    """
    index = _Index(graph)
    node = partial(Step, is_node=True)
    yield node("load_regions", "Region", _each(graph.regions, _region))
    yield node("load_agencies", "Agency", _each(graph.agencies, _agency))
    yield node("load_collections", "Collection", [{"id": name} for name in _collections(graph)])
    yield node("load_documents", "Document", _each(graph.documents, _document))
    yield node("load_passages", "Passage", _each(graph.passages, partial(_passage, index)), joined_by="HAS_PASSAGE")
    yield node("load_measures", "Measure", _each(graph.measures, partial(_measure, index)), joined_by="HAS_MEASURE")
    yield node("load_issues", "Issue", _each(graph.issues, _issue))
    if graph.readings:
        yield node("load_readings", "Reading", [reading_row(reading) for reading in graph.readings])
    yield Step("load_region_part_of", "PART_OF", list(_region_parents(graph)))
    yield Step("load_part_of", "PART_OF", list(_agency_links(graph, index, lambda agency: agency.parent)))
    yield Step("load_counterpart_of", "COUNTERPART_OF", list(_agency_links(graph, index, lambda a: a.counterpart)))
    yield Step("load_in_region", "IN_REGION", list(_in_region(graph)))
    yield Step("load_in_collection", "IN_COLLECTION", Lazy(partial(_in_collection, graph)))
    yield Step("load_issued", "ISSUED", Lazy(partial(_issued, graph, index)))
    yield Step("load_encloses", "ENCLOSES", Lazy(partial(_encloses, graph, index)))
    yield Step("load_assigned_to", "ASSIGNED_TO", Lazy(partial(_assigned, graph, index)))
    yield Step("load_mentions", "MENTIONS", Lazy(partial(_mentions, graph, index)))
    for kind in RelationType:
        yield Step(f"load_{kind.lower()}", kind.value, Lazy(partial(_relations, graph, index, kind)))


def _each(items: Sequence[Item], row: Callable[[int, Item], Row]) -> Sequence[Row]:
    return Lazy(lambda: (row(place_of(index), item) for index, item in enumerate(items)), len(items))


class _Index:
    """Which ids and names the graph holds."""

    def __init__(self, graph: Graph) -> None:
        self._documents = _unique("document", (document.id for document in graph.documents))
        self.agencies = agency_ids(graph.agencies)
        _unique("agency", (agency.id for agency in graph.agencies))
        _unique("agency name", (agency.name for agency in graph.agencies))
        _unique("region", (region.name for region in graph.regions))
        _unique_inside("passage", graph.passages)
        _unique_inside("measure", graph.measures)

    def document(self, document_id: str, named_by: str) -> str:
        """``document_id``, which is a document of the graph."""
        if document_id not in self._documents:
            raise StoreError(
                f"{named_by} names the document '{document_id}', which the graph does not hold; build the graph again"
            )
        return document_id

    def agency(self, name: str, named_by: str) -> str:
        """The id of the agency ``name``."""
        if name not in self.agencies:
            raise StoreError(
                f"{named_by} names the agency '{name}', which the graph does not hold; build the graph again"
            )
        return self.agencies[name]

    def known_agency(self, name_or_id: str | None) -> str | None:
        """The id of an agency that the graph may hold."""
        return self.agencies.get(name_or_id) if name_or_id else None


def _unique(what: str, ids: Iterable[str]) -> frozenset[str]:
    known: set[str] = set()
    for item in ids:
        if item in known:
            raise StoreError(f"the graph holds the {what} '{item}' twice; build the graph again")
        known.add(item)
    return frozenset(known)


def _unique_inside(what: str, items: Sequence[Passage | Measure]) -> None:
    """Check passages or measures. Where they stand together by document only the ids of one are held at a time."""
    seen: set[str] = set()
    for document, group in groupby(items, lambda item: item.document):
        if document in seen:
            _unique(what, (item.id for item in items))
            return
        seen.add(document)
        _unique(what, (item.id for item in group))


def _region(at: int, region: Region) -> Row:
    return {
        "id": region.name,
        "at": at,
        "name": region.name,
        "level": region.level.value,
        "code": region.code,
        "parent": region.parent,
    }


def _agency(at: int, agency: Agency) -> Row:
    return {
        "id": agency.id,
        "at": at,
        "name": agency.name,
        "level": agency.level.value,
        "short_names": list(agency.short_names),
        "also": list(agency.also),
        "region": agency.region,
        "parent": agency.parent,
        "counterpart": agency.counterpart,
        "known": agency.known,
        "founded": agency.founded,
        "dissolved": agency.dissolved,
        "successor": agency.successor,
    }


def _collections(graph: Graph) -> list[str]:
    return sorted({document.collection for document in graph.documents if document.collection})


def _document(at: int, document: Document) -> Row:
    source = document.source
    names = (document.title, *document.aliases, document.doc_number or "")
    return {
        "id": document.id,
        "at": at,
        "title": document.title,
        "level": document.level.value,
        "in_corpus": document.in_corpus,
        "catalog_no": document.catalog_no,
        "parent": document.parent,
        "collection": document.collection,
        "aliases": list(document.aliases),
        "doc_number": document.doc_number,
        "doc_type": document.doc_type,
        "issuers": list(document.issuers),
        "addressees": list(document.addressees),
        "issued_on": document.issued_on,
        "effective_from": document.effective_from,
        "effective_to": document.effective_to,
        "category": document.category,
        "enclosures": list(document.enclosures),
        "encloses": list(document.encloses),
        "source_file": source and source.file,
        "source_line_start": source and source.line_start,
        "source_line_end": source and source.line_end,
        "source_page": source and source.page,
        # what the questions look up: keys for exact finds, all names for the full-text index
        "number_key": exact_key(document.doc_number) if document.doc_number else None,
        "title_key": exact_key(document.title),
        "name_keys": [match_key(name) for name in names if name],
        "words": _words(names),
    }


def _words(names: Iterable[str]) -> str:
    """The names for the full-text index: as printed without blanks, and as keys, so that marks may be left out."""
    printed = ["".join(name.split()) for name in names]
    return "\n".join(dict.fromkeys(filter(None, [*printed, *map(match_key, printed)])))


def _passage(index: _Index, at: int, passage: Passage) -> Row:
    return {
        "id": passage.id,
        "at": at,
        "document": index.document(passage.document, f"passage {passage.id}"),
        "ordinal": passage.ordinal,
        "line": passage.line,
        "kind": passage.kind.value,
        "label": passage.label,
        "text": passage.text,
    }


def _measure(index: _Index, at: int, measure: Measure) -> Row:
    return {
        "id": measure.id,
        "at": at,
        "document": index.document(measure.document, f"measure {measure.id}"),
        "line": measure.line,
        "label": measure.label,
        "heading": measure.heading,
        "text": measure.text,
        "action": measure.action,
        "object": measure.object,
        "beneficiary": measure.beneficiary,
        "value": measure.value,
        "valid_from": measure.valid_from,
        "valid_to": measure.valid_to,
        "responsible": list(measure.responsible),
    }


def _issue(at: int, issue: Issue) -> Row:
    return {
        "id": issue_id(at),
        "at": at,
        "level": issue.level.value,
        "kind": issue.kind,
        "file": issue.file,
        "line": issue.line,
        "text": issue.text,
        "candidates": list(issue.candidates),
    }


def reading_row(reading: Reading) -> Row:
    """A reading as it is stored: by its document, or ``agencies``, and as JSON, which no question looks into."""
    content = json.dumps(_READING.dump_python(reading, mode="json"), ensure_ascii=False)
    return {"id": reading.document or "agencies", "content": content}


_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


def _region_parents(graph: Graph) -> Iterator[Row]:
    held = {region.name for region in graph.regions}
    for region in graph.regions:
        if region.parent in held:
            yield {"source": region.name, "target": region.parent}


def _agency_links(graph: Graph, index: _Index, other: Callable[[Agency], str | None]) -> Iterator[Row]:
    # Only to agencies that the graph holds; the name of any other stays a property of the agency.
    for agency in graph.agencies:
        target = index.known_agency(other(agency))
        if target is not None:
            yield {"source": agency.id, "target": target}


def _in_region(graph: Graph) -> Iterator[Row]:
    held = {region.name for region in graph.regions}
    for agency in graph.agencies:
        if agency.region in held:
            yield {"source": agency.id, "target": agency.region}


def _in_collection(graph: Graph) -> Iterator[Row]:
    for document in graph.documents:
        if document.collection:
            yield {"source": document.id, "target": document.collection}


def _issued(graph: Graph, index: _Index) -> Iterator[Row]:
    for document in graph.documents:
        for position, issuer in enumerate(document.issuers):
            source = index.agency(issuer, f"document {document.id}")
            yield {"source": source, "target": document.id, "position": position}


def _encloses(graph: Graph, index: _Index) -> Iterator[Row]:
    for document in graph.documents:
        for position, enclosed in enumerate(document.encloses):
            target = index.document(enclosed, f"document {document.id}")
            yield {"source": document.id, "target": target, "position": position}


def _assigned(graph: Graph, index: _Index) -> Iterator[Row]:
    for measure in graph.measures:
        for position, name in enumerate(measure.responsible):
            target = index.agency(name, f"measure {measure.id}")
            yield {"source": measure.id, "target": target, "position": position}


def _mentions(graph: Graph, index: _Index) -> Iterator[Row]:
    for passage in graph.passages:
        for position, mention in enumerate(passage.mentions):
            yield {
                "source": passage.id,
                "target": index.document(mention.target, f"passage {passage.id}"),
                "properties": {
                    "position": position,
                    "start": mention.start,
                    "end": mention.end,
                    "relation": mention.relation and mention.relation.value,
                },
            }


def _relations(graph: Graph, index: _Index, kind: RelationType) -> Iterator[Row]:
    for nth, relation in enumerate(graph.relations):
        if relation.type is kind:
            yield _relation(place_of(nth), relation, index)


def _relation(at: int, relation: Relation, index: _Index) -> Row:
    named_by = f"the relation {relation.type} of {relation.evidence.file}:{relation.evidence.line}"
    return {
        "source": index.document(relation.source, named_by),
        "target": index.document(relation.target, named_by),
        "properties": {
            "at": at,
            "scope": relation.scope.value,
            "inferred": relation.inferred,
            "confidence": relation.confidence,
            "rule": relation.rule,
            "resolution": relation.resolution.value,
            "evidence_file": relation.evidence.file,
            "evidence_line": relation.evidence.line,
            "evidence_quote": relation.evidence.quote,
            "evidence_cue": relation.evidence.cue,
            "candidates": list(relation.candidates),
            "until": relation.until,
            "decided_by": relation.decided_by,
        },
    }


_DOCUMENTS = ("Document", "Document")
_ENDS = {
    "load_region_part_of": ("Region", "Region"),
    "load_part_of": ("Agency", "Agency"),
    "load_counterpart_of": ("Agency", "Agency"),
    "load_in_region": ("Agency", "Region"),
    "load_in_collection": ("Document", "Collection"),
    "load_issued": ("Agency", "Document"),
    "load_assigned_to": ("Measure", "Agency"),
    "load_mentions": ("Passage", "Document"),
}


def ends_of(step: Step) -> tuple[str, str]:
    """The labels of source and target of a step's edges."""
    return _ENDS.get(step.statement, _DOCUMENTS)


def edge_properties(row: Row) -> Row:
    """The properties of the edge that a row makes."""
    if "properties" in row:
        properties: Row = row["properties"]
        return properties
    return {key: value for key, value in row.items() if key not in ("source", "target")}
