"""The resolved graph: nodes, relations with their evidence, passages with their mentions, agencies, issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.cues import overlap
from graph_builder.extraction.draft import DraftMention, Extraction, Request
from graph_builder.extraction.mention import Form
from graph_builder.model import (
    Document,
    Graph,
    Issue,
    IssueLevel,
    Measure,
    Mention,
    Passage,
    Relation,
    RelationType,
    Resolution,
    Scope,
)
from graph_builder.relations.entries import Entries, enter
from graph_builder.relations.gather import agencies_of, regions_of
from graph_builder.relations.nodes import Node
from graph_builder.relations.resolve import Found, Resolver

_INFERRED_CONFIDENCE = 0.7
_SAME_MATTER = 0.8
"""Share of its pairs of characters that the national title must have in common with the provincial one."""
_DAYS = range(-3, 200)


def resolve(extractions: Sequence[Extraction], registry: AgencyRegistry, issues: Iterable[Issue] = ()) -> Graph:
    """Join what was read document by document into one graph.

    ``issues`` are those of the earlier stages. The result depends on the extractions alone and on their order.
    """
    return _Builder(extractions, registry, list(issues)).run()


@dataclass(slots=True)
class _Builder:
    extractions: Sequence[Extraction]
    registry: AgencyRegistry
    issues: list[Issue]
    entries: Entries = field(init=False)
    heads: set[Node] = field(init=False)
    """The nodes of the documents that were read by themselves."""
    relations: dict[tuple[str, RelationType, str], Relation] = field(default_factory=dict)
    houses: dict[str, list[Node]] = field(default_factory=dict)
    in_title: dict[tuple[str, RelationType, str], bool] = field(default_factory=dict)
    mentions: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)

    def run(self) -> Graph:
        self.entries = enter(self.extractions)
        self.heads = set(self.entries.read)
        self._resolve_all()
        for place, extraction in enumerate(self.extractions):
            for request in extraction.requests:
                self._answer(request, self.entries.read[place])
            self.issues.extend(extraction.issues)
        self.issues.extend(self.entries.issues)
        relations = _weaker_left_out(self.relations.values())
        kept = {(relation.source, relation.type, relation.target) for relation in relations}
        documents = [_with_aliases(node) for node in self.entries.nodes]
        measures = tuple(self._measures())
        agencies = agencies_of(documents, measures, self.registry)
        return Graph(
            documents=tuple(documents),
            relations=relations,
            agencies=agencies,
            regions=regions_of(agencies, self.registry),
            passages=tuple(self._passages(kept)),
            measures=measures,
            issues=tuple(self.issues),
        )

    # -- mentions -----------------------------------------------------------------------------------------------

    def _resolve_all(self) -> None:
        """Numbered citations first: what they teach of a title serves those that give the title alone."""
        resolver = Resolver(self.entries, self.registry)
        found: dict[tuple[int, int], Found] = {}
        for numbered in (True, False):
            for place, extraction in enumerate(self.extractions):
                for at, mention in enumerate(extraction.mentions):
                    if mention.form is not Form.ALIAS and bool(mention.number) is numbered:
                        source = self.entries.owners[place].get(mention.owner, self.entries.read[place])
                        found[place, at] = resolver.resolve(mention, source)
        for place, extraction in enumerate(self.extractions):
            for at, mention in enumerate(extraction.mentions):
                self._relate(place, at, mention, found)

    def _relate(self, place: int, at: int, mention: DraftMention, found: dict[tuple[int, int], Found]) -> None:
        source = self.entries.owners[place].get(mention.owner, self.entries.read[place])
        if mention.form is Form.ALIAS:
            meant = [self._through(place, other, found) for other in mention.refers]
            targets = [Found(item.node, _alias(item), item.candidates) for item in meant if item is not None]
        else:
            targets = [found[place, at]]
        for target in targets:
            if target.node is source:
                continue
            self._mark(place, mention, target)
            self._doubt(mention, target)
            if mention.owner is not None and self._read_elsewhere(place, source):
                continue
            self._add(source, mention, target)

    def _through(self, place: int, at: int, found: dict[tuple[int, int], Found]) -> Found | None:
        """Follow a defined name to what it was defined for."""
        mention = self.extractions[place].mentions[at]
        if mention.form is Form.ALIAS:
            return self._through(place, mention.refers[0], found) if mention.refers[0] < at else None
        return found[place, at]

    def _read_elsewhere(self, place: int, node: Node) -> bool:
        """An embedded document that was read by itself speaks there, not here."""
        return node in self.heads and node is not self.entries.read[place]

    def _mark(self, place: int, mention: DraftMention, target: Found) -> None:
        row = self.mentions.setdefault((place, mention.passage), [])
        row.append(Mention(mention.start, mention.end, target.node.id, mention.type))

    def _doubt(self, mention: DraftMention, target: Found) -> None:
        kind = "ambiguous_citation" if target.resolution is Resolution.AMBIGUOUS else target.doubt
        if kind is None and mention.damaged and target.resolution is Resolution.CITED:
            kind = "damaged_number"
        if kind is not None:
            candidates = tuple(node.id for node in target.candidates) or (target.node.id,)
            shown = f"《{mention.title}》" if mention.title else ""
            text = shown + (f"（{mention.number}）" if mention.number else "")
            self.issues.append(
                Issue(IssueLevel.WARNING, kind, mention.evidence.file, mention.evidence.line, text, candidates)
            )

    def _add(self, source: Node, mention: DraftMention, target: Found) -> None:
        relation = Relation(
            source.id,
            target.node.id,
            mention.type,
            mention.scope,
            mention.inferred,
            _confidence(mention, target),
            mention.rule,
            target.resolution,
            mention.evidence,
            tuple(node.id for node in target.candidates),
            mention.until,
        )
        key = (relation.source, relation.type, relation.target)
        known = self.relations.get(key)
        if known is None or _strength(relation, mention.in_title) > _strength(known, self.in_title[key]):
            self.relations[key] = relation
            self.in_title[key] = mention.in_title

    # -- edges that no citation states --------------------------------------------------------------------------

    def _answer(self, request: Request, source: Node) -> None:
        """按照…部通知要求: the one document of that agency on the same matter, shortly before, is carried out."""
        document = source.document
        fitting = [
            node
            for node in self._documents_of(request.agency)
            if node is not source
            and _near(node.document, document)
            and min(overlap(node.document.title, document.title), overlap(document.title, node.document.title))
            >= _SAME_MATTER
        ]
        if len(fitting) != 1 or self._joined(source, fitting[0]):
            return
        target = fitting[0]
        self.relations[source.id, RelationType.IMPLEMENTS, target.id] = Relation(
            source.id,
            target.id,
            RelationType.IMPLEMENTS,
            request.scope,
            True,
            _INFERRED_CONFIDENCE,
            "same_matter_as_requested",
            Resolution.INFERRED,
            request.evidence,
        )

    def _joined(self, source: Node, target: Node) -> bool:
        return any((source.id, each, target.id) in self.relations for each in RelationType)

    def _documents_of(self, agency: str) -> list[Node]:
        """The documents that were read of an agency and of its general office."""
        if not self.houses:
            for node in self.entries.read:
                for name in dict.fromkeys(
                    name for issuer in node.document.issuers for name in (issuer, self.registry.house(issuer))
                ):
                    self.houses.setdefault(name, []).append(node)
        return self.houses.get(agency, [])

    # -- the rest of the graph ----------------------------------------------------------------------------------

    def _measures(self) -> Iterable[Measure]:
        for node, extraction in zip(self.entries.read, self.extractions, strict=True):
            for number, measure in enumerate(extraction.measures, 1):
                yield replace(measure, id=f"{node.id}#m{number}", document=node.id)

    def _passages(self, kept: set[tuple[str, RelationType, str]]) -> Iterable[Passage]:
        for place, (node, extraction) in enumerate(zip(self.entries.read, self.extractions, strict=True)):
            for ordinal, draft in enumerate(extraction.passages):
                mentions = tuple(
                    mention if (node.id, mention.relation, mention.target) in kept else replace(mention, relation=None)
                    for mention in self.mentions.get((place, ordinal), ())
                )
                yield Passage(
                    f"{node.id}#p{ordinal + 1}",
                    node.id,
                    ordinal,
                    draft.line,
                    draft.kind,
                    draft.label,
                    draft.text,
                    mentions,
                )


def _alias(found: Found) -> Resolution:
    return found.resolution if found.resolution is Resolution.AMBIGUOUS else Resolution.ALIAS


def _confidence(mention: DraftMention, target: Found) -> float:
    """The rule's, lowered where the target is in doubt."""
    factor = 1.0
    if target.resolution is Resolution.AMBIGUOUS:
        factor = 0.5
    elif target.doubt:
        factor = 0.8
    elif mention.inferred:
        factor = 0.9
    return round(mention.confidence * factor, 3)


def _strength(relation: Relation, in_title: bool) -> tuple[bool, bool, float]:
    """Words for the whole document count more than a provision's, a sentence more than a heading, then the surer rule.

    Of bare mentions the first one stays.
    """
    surer = 0.0 if relation.type is RelationType.CITES else relation.confidence
    return relation.scope is Scope.DOCUMENT, not in_title, surer


_CARRYING = (RelationType.IMPLEMENTS, RelationType.BASED_ON)


def _weaker_left_out(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """CITES only where the pair has nothing else; a recalled document only where nothing stronger is said."""
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        pairs.setdefault((relation.source, relation.target), []).append(relation)
    kept: list[Relation] = []
    for rows in pairs.values():
        kept.extend(_strongest(rows) if len(rows) > 1 else rows)
    return tuple(sorted(kept, key=lambda row: (row.source, row.evidence.line, row.target, row.type)))


def _strongest(rows: list[Relation]) -> list[Relation]:
    """Of the relations of one pair those that say something that the others do not."""
    telling = [row for row in rows if row.type is not RelationType.CITES] or rows
    surer = [row for row in telling if row.rule != "recalled_in_opening"] or telling
    if any(row.scope is Scope.DOCUMENT for row in surer):
        surer = [row for row in surer if not _again(row)]
    carrying = [row for row in surer if row.type in _CARRYING]
    if len(carrying) < 2:
        return surer
    best = max(carrying, key=lambda row: (row.scope is Scope.DOCUMENT, row.confidence))
    return [row for row in surer if row.type not in _CARRYING or row is best]


def _again(relation: Relation) -> bool:
    """A provision that comes back, by its short name, to what the document deals with as a whole."""
    return (
        relation.type is RelationType.IMPLEMENTS
        and relation.scope is Scope.CLAUSE
        and relation.resolution is Resolution.ALIAS
    )


def _near(target: Document, source: Document) -> bool:
    if target.issued_on is None or source.issued_on is None:
        return False
    return (source.issued_on - target.issued_on).days in _DAYS


def _with_aliases(node: Node) -> Document:
    names = [name for name in node.printed if name != node.document.title]
    return replace(node.document, aliases=tuple(dict.fromkeys((*node.document.aliases, *names))))
