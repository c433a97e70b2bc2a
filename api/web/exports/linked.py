"""Documents and relations as JSON-LD, in terms of the ELI ontology where it has them.

ELI (http://data.europa.eu/eli/ontology) knows amending, repealing, resting on, citing and ensuring the implementation
of. It has no term for forwarding, prolonging and supplementing: these are terms of this project, the latter two said to
be changes (``eli:changes``) as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from api.questions.answers import DocumentRef
from api.web.exports.sheets import Network
from graph_builder.model import Relation, RelationType

_DOCUMENT = "urn:policygraph:document:"
_AGENCY = "urn:policygraph:agency:"
_RELATION = "urn:policygraph:relation:"

_PROPERTIES = {
    RelationType.FORWARDS: ("pg:forwards",),
    RelationType.EXTENDS: ("pg:extends", "eli:changes"),
    RelationType.IMPLEMENTS: ("eli:ensures_implementation_of",),
    RelationType.REPEALS: ("eli:repeals",),
    RelationType.AMENDS: ("eli:amends",),
    RelationType.SUPPLEMENTS: ("pg:supplements", "eli:changes"),
    RelationType.BASED_ON: ("eli:based_on",),
    RelationType.CITES: ("eli:cites",),
}
_LINKS = sorted({name for names in _PROPERTIES.values() for name in names})
_DAY = {"@type": "xsd:date"}
_CONTEXT: dict[str, Any] = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "pg": "urn:policygraph:vocabulary:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "eli:date_document": _DAY,
    "pg:until": _DAY,
    "eli:title": {"@language": "zh"},
    **{name: {"@type": "@id"} for name in (*_LINKS, "eli:passed_by", "eli:is_part_of", "pg:candidate")},
    **{f"rdf:{name}": {"@type": "@id"} for name in ("subject", "predicate", "object")},
}


def json_ld(network: Network) -> Iterator[bytes]:
    """One JSON-LD document: the documents, the relations as their properties, and each relation with its evidence."""
    yield b'{"@context":' + _json(_CONTEXT) + b',"@graph":['
    comma = b""
    for document in network.documents:
        yield comma + _json(_document(document))
        comma = b",\n"
    for relation in network.relations:
        yield comma + _json(_link(relation)) + b",\n" + _json(_relation(relation))
        comma = b",\n"
    yield b"]}\n"


def _document(each: DocumentRef) -> dict[str, Any]:
    return _given(
        {
            "@id": _iri(_DOCUMENT, each.id),
            "@type": "eli:LegalResource",
            "eli:id_local": each.id,
            "eli:title": each.title,
            "eli:number": each.doc_number,
            "pg:doc_type": each.doc_type,
            "pg:level": each.level.value,
            "eli:passed_by": [_iri(_AGENCY, name) for name in each.issuers] or None,
            "eli:date_document": each.issued_on and each.issued_on.isoformat(),
            "eli:is_part_of": each.parent and _iri(_DOCUMENT, each.parent),
            "pg:in_corpus": each.in_corpus,
            "pg:collection": each.collection,
        }
    )


def _link(each: Relation) -> dict[str, Any]:
    target = _iri(_DOCUMENT, each.target)
    return {"@id": _iri(_DOCUMENT, each.source)} | dict.fromkeys(_PROPERTIES[each.type], target)


def _relation(each: Relation) -> dict[str, Any]:
    proof = each.evidence
    return _given(
        {
            "@id": _RELATION + "/".join(quote(part, safe="") for part in (each.source, each.type.value, each.target)),
            "@type": ["rdf:Statement", "pg:Relation"],
            "rdf:subject": _iri(_DOCUMENT, each.source),
            "rdf:predicate": _PROPERTIES[each.type][0],
            "rdf:object": _iri(_DOCUMENT, each.target),
            "pg:type": each.type.value,
            "pg:scope": each.scope.value,
            "pg:inferred": each.inferred,
            "pg:confidence": each.confidence,
            "pg:rule": each.rule,
            "pg:resolution": each.resolution.value,
            "pg:until": each.until and each.until.isoformat(),
            "pg:candidate": [_iri(_DOCUMENT, name) for name in each.candidates] or None,
            "pg:file": proof.file,
            "pg:line": proof.line,
            "pg:quote": proof.quote,
            "pg:cue": proof.cue,
        }
    )


def _iri(space: str, name: str) -> str:
    return space + quote(name, safe="")


def _given(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
