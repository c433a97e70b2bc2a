"""A build measured against labels: precision, recall and F1 of what it found.

Documents are met by their catalogue number. A title is right where it is the same from 关于 on; a number where it is
the same but for brackets, or one is the other without its issuer; a place within :data:`LINE_SLACK` lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph_builder.labels import LabelledDocument, LabelledMeasure, LabelledRelation
from graph_builder.matching import core, plain, same_day, same_number, same_title
from graph_builder.model import Document, Graph, Measure, Relation, RelationType, Scope

LINE_SLACK = 3
"""Lines that the place of a document or an evidence may be off."""

_COLLECTIVE = ("各", "有关", "相关", "我")
"""各市人民政府, 有关部门: how names begin that stand for no single agency; they are not counted."""

Label = TypeVar("Label")
Found = TypeVar("Found")


@dataclass(slots=True)
class Tally:
    """How many of ``gold`` were met by how many of ``predicted``; for a share of documents both are their number."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hit: int, predicted: int = 1, gold: int = 1) -> None:
        """Count further ones."""
        self.hit += hit
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something wrong or missing: what, in which labelled document (``seq``), and the values."""

    kind: str
    seq: int
    text: str


@dataclass(slots=True)
class Evaluation:
    """All figures by name, relations by type too (``FORWARDS`` …), and every miss."""

    documents: int
    figures: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    per_type: dict[RelationType, Tally] = field(default_factory=lambda: {kind: Tally() for kind in RelationType})
    misses: list[Miss] = field(default_factory=list)


def evaluate(graph: Graph, labels: Sequence[LabelledDocument]) -> Evaluation:
    """Measure ``graph`` against ``labels``; documents without a label are not counted."""
    bench = _Bench(graph, Evaluation(len(labels)))
    for label in labels:
        document = bench.by_catalog.get(label.seq)
        bench.grade_fields(label, document)
        bench.grade_lists(label, document)
        bench.grade_relations(label, bench.relations[document.id] if document else [])
        if label.measures is not None:
            bench.grade_measures(label.measures, bench.measures[document.id] if document else [])
    return bench.result


class _Bench:
    """The graph, indexed, and the evaluation that grows."""

    def __init__(self, graph: Graph, result: Evaluation) -> None:
        self.result = result
        self.documents = {document.id: document for document in graph.documents}
        self.by_catalog = {d.catalog_no: d for d in graph.documents if d.catalog_no is not None}
        self.relations: defaultdict[str, list[Relation]] = defaultdict(list)
        self.measures: defaultdict[str, list[Measure]] = defaultdict(list)
        for relation in graph.relations:
            self.relations[relation.source].append(relation)
        for measure in graph.measures:
            self.measures[measure.document].append(measure)

    def grade_fields(self, label: LabelledDocument, document: Document | None) -> None:
        """What a document has one of."""
        where = document.source if document else None
        issuers = [plain(name) for name in document.issuers] if document else []
        first, last = (where.line_start, where.line_end) if where else (None, None)
        checks: list[tuple[str, bool, object, object]] = [
            ("found", document is not None, None, label.title),
            (
                "bounds",
                _near(first, label.start_line) and _near(last, label.end_line),
                f"{first}-{last}",
                f"{label.start_line}-{label.end_line}",
            ),
            ("issuers_exact", issuers == [plain(name) for name in label.issuers], issuers, label.issuers),
        ]
        pairs: list[tuple[str, Callable[..., bool], object, object]] = [
            ("title", lambda a, b: core(a) == core(b), document and document.title, label.title),
            ("doc_number", same_number, document and document.doc_number, label.doc_number),
            ("issue_date", _equal, document and document.issued_on, label.issue_date),
            ("level", _equal, document and document.level, label.level),
            ("doc_type", _equal, document and document.doc_type, label.doc_type),
        ]
        checks += [(name, same(mine, true), mine, true) for name, same, mine, true in pairs]
        for name, right, mine, true in checks:
            self.result.figures[name].add(right)
            if not right:
                self._miss(name, label, f"{mine} for {true}")

    def grade_lists(self, label: LabelledDocument, document: Document | None) -> None:
        """What a document may have several of, or none: issuers, dates of validity, enclosures."""
        figures = self.result.figures
        mine = {plain(name) for name in document.issuers} if document else set()
        true = {plain(name) for name in label.issuers}
        figures["issuers"].add(len(mine & true), len(mine), len(true))
        for name in ("effective_from", "effective_to"):
            got, day = getattr(document, name, None), getattr(label, name)
            figures[name].add(same_day(got, day), got is not None, day is not None)
        enclosures = document.enclosures if document else ()
        pairs = _pair(label.enclosures, enclosures, same_title)
        figures["enclosures"].add(len(pairs), len(enclosures), len(label.enclosures))

    def grade_relations(self, label: LabelledDocument, found: list[Relation]) -> None:
        """Types, targets and evidence of a document's relations."""
        pairs = _pair(
            label.relations,
            found,
            lambda true, mine: mine.type is true.type and self._same_target(true, mine),
            lambda true, mine: mine.type in _accepted(true) and self._same_target(true, mine),
        )
        for true, mine in pairs.items():
            self.result.figures["evidence_line"].add(_near(found[mine].evidence.line, label.relations[true].line))
        met = set(pairs.values())
        spare = [r for i, r in enumerate(found) if i not in met and not _optional(r)]
        missed = [r for i, r in enumerate(label.relations) if i not in pairs and not _optional(r)]
        hits = [label.relations[true] for true in pairs]
        for kind, tally in self.result.per_type.items():
            # a prediction counts under the type of the label that it met, otherwise under its own
            hit = sum(r.type is kind for r in hits)
            tally.add(hit, hit + sum(r.type is kind for r in spare), hit + sum(r.type is kind for r in missed))
        self.result.figures["relations_typed"].add(len(pairs), len(pairs) + len(spare), len(pairs) + len(missed))
        self._grade_targets(
            [r for i, r in enumerate(label.relations) if i in pairs or not _optional(r)],
            [r for i, r in enumerate(found) if i in met or not _optional(r)],
        )
        for extra in spare:
            self._miss(f"wrong {extra.type}", label, f"{self.documents[extra.target].title} @{extra.evidence.line}")
        for lost in missed:
            self._miss(f"missed {lost.type}", label, f"{lost.target_title} {lost.target_number} @{lost.line}")

    def _grade_targets(self, true: list[LabelledRelation], found: list[Relation]) -> None:
        gold = list({_target_key(r): r for r in reversed(true)}.values())[::-1]
        mine = list({r.target: r for r in reversed(found)}.values())[::-1]
        linked = _pair(gold, mine, self._same_target)
        self.result.figures["relations_linked"].add(len(linked), len(mine), len(gold))
        strong = [r for r in true if r.target_seq is not None and r.type is not RelationType.CITES]
        inside = [r for r in found if self.documents[r.target].in_corpus and r.type is not RelationType.CITES]
        pairs = _pair(strong, inside, lambda a, b: a.type is b.type and self._same_target(a, b))
        self.result.figures["relations_inside_strong"].add(len(pairs), len(inside), len(strong))

    def grade_measures(self, true: Sequence[LabelledMeasure], found: list[Measure]) -> None:
        """Measures by their line, and who answers for them until when."""
        figures = self.result.figures
        pairs = _pair(true, found, lambda a, b: abs(a.line - b.line) <= 1)
        figures["measures"].add(len(pairs), len(found), len(true))
        for index, label in enumerate(true):
            measure = found[pairs[index]] if index in pairs else None
            mine = {plain(n) for n in measure.responsible if not n.startswith(_COLLECTIVE)} if measure else set()
            names = {plain(name) for name in label.responsible}
            figures["measures_responsible"].add(len(mine & names), len(mine), len(names))
            day = measure.valid_to if measure else None
            right = day is not None and day == label.valid_to
            figures["measures_valid_to"].add(right, day is not None, label.valid_to is not None)

    def _same_target(self, label: LabelledRelation, relation: Relation) -> bool:
        target = self.documents[relation.target]
        catalog_no = self._catalog_no(target)
        if label.target_seq is not None or catalog_no is not None:
            return catalog_no == label.target_seq
        if label.target_number and target.doc_number:
            return same_number(label.target_number, target.doc_number)
        return any(same_title(label.target_title, name) for name in (target.title, *target.aliases))

    def _catalog_no(self, document: Document | None) -> int | None:
        """The catalogue number of the document, or of the one that it is enclosed in."""
        seen: set[str] = set()
        while document and document.catalog_no is None and document.parent and document.id not in seen:
            seen.add(document.id)
            document = self.documents.get(document.parent)
        return document.catalog_no if document else None

    def _miss(self, kind: str, label: LabelledDocument, text: str) -> None:
        self.result.misses.append(Miss(kind, label.seq, text))


def _pair(gold: Sequence[Label], found: Sequence[Found], *tests: Callable[[Label, Found], bool]) -> dict[int, int]:
    """Pair up one to one, in order, by the first test, then what is left by the next: index in gold to index found."""
    pairs: dict[int, int] = {}
    free = list(range(len(found)))
    for test in tests:
        for index, item in enumerate(gold):
            match = next((i for i in free if test(item, found[i])), None) if index not in pairs else None
            if match is not None:
                pairs[index] = match
                free.remove(match)
    return pairs


def _accepted(label: LabelledRelation) -> set[RelationType]:
    """The types that are right. A clause that orders a document carried out is hard to tell from one that cites it."""
    types = {label.type, *label.accept}
    near = {RelationType.IMPLEMENTS, RelationType.CITES}
    return types | near if label.scope is Scope.CLAUSE and label.type in near else types


def _optional(relation: Relation | LabelledRelation) -> bool:
    """A bare mention that no citation mark shows: met it counts, unmet it does not."""
    return relation.inferred and relation.type is RelationType.CITES


def _target_key(label: LabelledRelation) -> tuple[object, ...]:
    return (label.target_seq,) if label.target_seq else (label.target_number, plain(label.target_title))


def _equal(one: object, other: object) -> bool:
    return one == other


def _near(line: int | None, other: int) -> bool:
    return line is not None and abs(line - other) <= LINE_SLACK


def tallies(result: Evaluation) -> Iterable[tuple[str, Tally]]:
    """All figures with their names, those by type last."""
    yield from result.figures.items()
    yield from ((kind.value, tally) for kind, tally in result.per_type.items())
