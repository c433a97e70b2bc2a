"""National documents that lower ones carry out, each with how far these do."""

from __future__ import annotations

from dataclasses import dataclass

from api.questions.answers import DocumentRef, Link
from api.questions.coverage.answers import Counts, Coverage, Whole
from api.questions.coverage.asking import covered_by
from api.questions.coverage.bases import carried, national_documents
from api.questions.snapshot import question
from graph_builder.store.reading import Snapshot


@dataclass(frozen=True, slots=True)
class CarriedBy:
    """A document that carries out another one: by which relations, whether as a whole, and how many clauses."""

    document: DocumentRef
    relations: tuple[Link, ...]
    whole: Whole | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Covered:
    """A national document with the number of its ``measures``, and the lower ones that carry it out as a whole."""

    document: DocumentRef
    measures: int
    by: tuple[CarriedBy, ...]


@dataclass(frozen=True, slots=True)
class CoveredPage:
    """A page of national documents that are carried out; ``total`` counts all of them that fit."""

    items: tuple[Covered, ...]
    total: int


@question
def covered(build: Snapshot, words: str = "", offset: int = 0, limit: int = 20) -> CoveredPage:
    """The national documents read that lower ones carry out as a whole, the newest first.

    ``words`` (each of them) must stand in the title, the number or an issuer's name. Clauses are aligned for the
    ``limit`` documents behind ``offset`` only, so that a page costs the same in a large graph.
    """
    ids = carried(build)
    wanted = words.split()
    found = [each for each in national_documents(build) if each.id in ids and _holds(each, wanted)]
    found.sort(key=lambda each: str(each.issued_on or ""), reverse=True)
    page = (covered_by(build, each) for each in found[offset : offset + limit])
    return CoveredPage(tuple(map(_counted, page)), len(found))


def _holds(document: DocumentRef, words: list[str]) -> bool:
    text = " ".join([document.title, document.doc_number or "", *document.issuers])
    return all(word in text for word in words)


def _counted(found: Coverage) -> Covered:
    by = tuple(CarriedBy(each.document, each.relations, each.whole, each.counts) for each in found.by)
    return Covered(found.document, len(found.measures), by)
