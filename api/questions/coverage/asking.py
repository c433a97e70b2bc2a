"""The clauses of a document beside those of each document below it that carries it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from api.questions.answers import DocumentRef
from api.questions.coverage.alignment import align
from api.questions.coverage.answers import Alignment, Basis, Counts, Coverage, Implementation, Whole
from api.questions.coverage.carriers import Carrier, carriers
from api.questions.coverage.references import outline_path
from api.questions.snapshot import question, the_document
from graph_builder.agencies.regions import Regions
from graph_builder.errors import NotFoundError
from graph_builder.matching import same_title
from graph_builder.model import Document, Level, Measure, RelationType
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


@question
def coverage(build: Snapshot, document_id: str, provincial_id: str | None = None) -> Coverage:
    """How a document is carried out below its level, clause by clause; by ``provincial_id`` only, where it is given.

    Carried out means forwarded, implemented or extended as a whole document. Raises :class:`NotFoundError` for an
    unknown document, and where ``provincial_id`` does not carry it out.
    """
    root = the_document(build, document_id)
    found = carriers(build, root)
    if provincial_id is not None:
        the_document(build, provincial_id)
        found = [carrier for carrier in found if carrier.document.id == provincial_id]
        if not found:
            raise NotFoundError(
                f"{provincial_id}: does not forward, implement or extend {document_id} as a whole; "
                "leave it out to see the documents that do"
            )
    return _coverage(build, root, found)


def covered_by(build: Snapshot, root: DocumentRef) -> Coverage:
    """How a known document is carried out below its level, by all that do so."""
    return _coverage(build, root, carriers(build, root))


def _coverage(build: Snapshot, root: DocumentRef, found: Sequence[Carrier]) -> Coverage:
    measures = _measures(build, root.id)
    by = tuple(_implementation(build, root, measures, carrier) for carrier in found)
    return Coverage(root, measures, by, _nowhere(by))


def _measures(build: Snapshot, document_id: str) -> tuple[Measure, ...]:
    return tuple(records.measure(row["measure"]) for row in build.read("measures_of", id=document_id))


def _document(build: Snapshot, document_id: str) -> Document:
    (row,) = build.read("document", id=document_id)
    return records.document(row["document"])


def _implementation(
    build: Snapshot, root: DocumentRef, measures: Sequence[Measure], carrier: Carrier
) -> Implementation:
    own = _measures(build, carrier.document.id)
    found = align(
        measures,
        own,
        names=_names(build, root, carrier.document),
        headings=_headings(build, {root.id: measures, carrier.document.id: own}),
        elsewhere=_other_provinces(build, carrier.document.id),
    )
    whole = _whole(build, root, carrier)
    if whole:
        found = Alignment(found.pairs, (), found.elsewhere, found.additions)
    return Implementation(carrier.document, carrier.relations, whole, found, _counts(measures, own, found, whole))


def _names(build: Snapshot, root: DocumentRef, citing: DocumentRef) -> tuple[str, ...]:
    """How the citing document calls the root, and no other document: number, title, and its own short forms."""
    rows = build.read("names_used_by", ids=[citing.id])
    others = {row["words"] for row in rows if row["target"] != root.id}
    known = {row["words"] for row in rows if row["target"] == root.id} | {f"《{root.title}》"}
    known |= {root.doc_number} if root.doc_number else set()
    return tuple(sorted(known - others))


def _headings(build: Snapshot, measures: Mapping[str, Sequence[Measure]]) -> dict[str, tuple[str, ...]]:
    """The headings above each measure, by its id, outermost first."""
    rows = build.read("headings_of", ids=list(measures))
    above: dict[str, tuple[str, ...]] = {}
    for document_id, own in measures.items():
        headings = [row for row in rows if row["id"] == document_id]
        # The numbers may begin anew in an enclosed plan, so that only the last heading before the measure counts.
        seen: dict[str, str] = {}
        at = 0
        for measure in sorted(own, key=lambda each: each.line):
            while at < len(headings) and headings[at]["line"] <= measure.line:
                seen[headings[at]["label"]] = headings[at]["text"]
                at += 1
            path = outline_path(measure.label)[:-1]
            above[measure.id] = tuple(seen[label] for label in path if label in seen)
    return above


def _other_provinces(build: Snapshot, document_id: str) -> frozenset[str]:
    """All provinces but the document's own; none where that is not known."""
    regions = Regions.load()
    rows = build.read("regions_of_issuers", ids=[document_id])
    own = {regions.province_of(row["region"]) for row in rows} - {None}
    every = {each.name for each in regions.divisions if each.level is Level.PROVINCIAL and each.code and not each.until}
    return frozenset(every - own) if own else frozenset()


def _whole(build: Snapshot, root: DocumentRef, carrier: Carrier) -> Whole | None:
    if all(step.relation.type is not RelationType.FORWARDS for step in carrier.relations):
        return None
    inside = _document(build, carrier.document.id).encloses
    if root.id in inside or root.parent == carrier.document.id:
        return Whole.EMBEDDED
    titles = [row["document"]["title"] for row in build.read("documents_by_id", ids=list(inside))]
    return Whole.EMBEDDED if any(same_title(title, root.title) for title in titles) else Whole.FORWARDED


def _counts(
    national: Sequence[Measure], provincial: Sequence[Measure], found: Alignment, whole: Whole | None
) -> Counts:
    bases = Counter(pair.basis for pair in found.pairs)
    aligned = {pair.national.id for pair in found.pairs}
    return Counts(
        national=len(national),
        carried=len(national) - len(found.elsewhere) if whole else len(aligned),
        gaps=len(found.gaps),
        elsewhere=len(found.elsewhere),
        provincial=len(provincial),
        carrying=len({pair.provincial.id for pair in found.pairs}),
        additions=len(found.additions),
        by_reference=bases[Basis.REFERENCE],
        by_likeness=bases[Basis.LIKENESS],
        by_section=bases[Basis.SECTION],
        differ=sum(1 for pair in found.pairs if pair.differences),
    )


def _nowhere(by: Iterable[Implementation]) -> tuple[Measure, ...]:
    """The gaps that all have in common, in the order of the text."""
    every = [each.alignment.gaps for each in by]
    if not every:
        return ()
    common = set.intersection(*({measure.id for measure in gaps} for gaps in every))
    return tuple(measure for measure in every[0] if measure.id in common)
