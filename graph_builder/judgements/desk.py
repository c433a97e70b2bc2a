"""One document on the reviewer's desk: its relations and mentions, and the judgements carried out on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph_builder.judgements.model import Judgement, JudgementKind
from graph_builder.model import (
    Document,
    Evidence,
    Issue,
    Mention,
    Passage,
    Reading,
    Relation,
    RelationType,
    Resolution,
)

Key = tuple[str, RelationType, str]

DECIDED = "judgement"
"""The rule of a relation whose type a reviewer has set."""
AMBIGUOUS_ISSUE = "ambiguous_citation"


@dataclass(frozen=True, slots=True)
class Papers:
    """What the graph holds of a document and of the texts inside it that have no passages of their own.

    ``documents`` are at least those that the judgements, the relations and the mentions name.
    """

    relations: Sequence[Relation]
    passages: Sequence[Passage]
    issues: Sequence[Issue]
    documents: Mapping[str, Document]


@dataclass(slots=True)
class Desk:
    """Carries out judgements, oldest first, and remembers what stood before."""

    home: str
    papers: Papers
    unmatched: list[tuple[Judgement, str]] = field(default_factory=list)
    relations: dict[Key, Relation] = field(init=False)
    mentions: dict[str, tuple[Mention, ...]] = field(init=False)
    issues: list[Issue] = field(init=False)
    gone: dict[str, Document] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.relations = {key_of(relation): relation for relation in self.papers.relations}
        self.mentions = {passage.id: passage.mentions for passage in self.papers.passages}
        self.issues = list(self.papers.issues)

    def decide(self, judgement: Judgement) -> None:
        """Carry out one judgement on a relation, or note why it finds nothing to decide."""
        why = self._reject(judgement) if judgement.kind is JudgementKind.REJECT else self._settle(judgement)
        if why:
            self.unmatched.append((judgement, why))
        else:
            self._drop_types_of_nothing()

    def reading(self) -> Reading | None:
        """What stood before; ``None`` where all stands as it did."""
        changed = tuple(
            (passage.id, passage.mentions)
            for passage in self.papers.passages
            if self.mentions[passage.id] != passage.mentions
        )
        # one that came back stands behind the others in the store, and before or among them after a load
        issues = tuple(sorted(_less(self.papers.issues, self.issues), key=lambda each: (each.line or 0, repr(each))))
        if list(self.papers.relations) == list(self.relations.values()) and not (changed or issues or self.gone):
            return None
        return Reading(self.home, tuple(self.papers.relations), changed, tuple(self.gone.values()), issues)

    # -- the judgements -----------------------------------------------------------------------------------------

    def _reject(self, judgement: Judgement) -> str | None:
        wanted = _wanted(judgement)
        found = self.relations.get(key_of(wanted))
        if found is None:
            return "the relation is no longer found"
        if not same_words(found.evidence, wanted.evidence):
            return _other_words(found)
        del self.relations[key_of(found)]
        return None

    def _settle(self, judgement: Judgement) -> str | None:
        wanted = _wanted(judgement)
        target = judgement.target or wanted.target
        kind = judgement.type or wanted.type
        for name in (wanted.source, target):
            if name not in self.papers.documents:
                return f"the graph holds no document {name}"
        if target == wanted.source:
            return "a document has no relation to itself"
        found = self._find(wanted, kind, target)
        if isinstance(found, str):
            return found
        before = found or wanted
        if found is not None:
            del self.relations[key_of(found)]
        if before.target != target:
            self._lead(before, target, judgement.by)
        after = self._decided(before, kind, target, judgement.by)
        self.relations[key_of(after)] = after
        self._move_mentions(before, after)
        if found is None:
            self._mark(after)
        self._leave_out_bare_mention(after)
        self._clear_up(before)
        return None

    def _find(self, wanted: Relation, kind: RelationType, target: str) -> Relation | str | None:
        """The relation that a judgement means; ``None`` where it must be put back, a reason where it cannot be."""
        meant = [
            self.relations.get((wanted.source, each, other))
            for each, other in ((wanted.type, wanted.target), (kind, target))
        ]
        found = next((each for each in meant if each and same_words(each.evidence, wanted.evidence)), None)
        if found is not None:
            return found
        other = next(filter(None, meant), None)
        if other is not None:
            return _other_words(other)
        near = [each for each in self.relations.values() if _one_citation(each, wanted)]
        near = [each for each in near if each.target in (wanted.target, target)] or near
        if len(near) == 1:
            return near[0]
        if wanted.resolution is Resolution.AMBIGUOUS and target == wanted.target:
            return "the relation is no longer found"
        return None if self._still_said(wanted.evidence) else "the relation and its words are no longer found"

    def _still_said(self, evidence: Evidence) -> bool:
        words = _squashed(evidence.quote)
        return bool(words) and any(words in _squashed(passage.text) for passage in self.papers.passages)

    def _decided(self, before: Relation, kind: RelationType, target: str, by: str) -> Relation:
        moved = target != before.target
        resolution = self._resolution(before, target) if moved else before.resolution
        open_still = resolution is Resolution.AMBIGUOUS
        return replace(
            before,
            type=kind,
            target=target,
            rule=DECIDED if kind is not before.type else before.rule,
            confidence=before.confidence if open_still else 1.0,
            resolution=resolution,
            candidates=before.candidates if open_still else (),
            until=before.until if kind is RelationType.EXTENDS else None,
            decided_by=by,
        )

    def _resolution(self, before: Relation, target: str) -> Resolution:
        meant, cited = self.papers.documents[target], self.papers.documents.get(before.target)
        if not meant.in_corpus:
            return Resolution.CITED
        numbered = cited is not None and cited.doc_number and cited.doc_number == meant.doc_number
        return Resolution.NUMBER if numbered else Resolution.TITLE

    # -- what hangs on them -------------------------------------------------------------------------------------

    def _lead(self, before: Relation, target: str, by: str) -> None:
        """An undecided citation stands for one document wherever the source makes it: all its relations move."""
        if before.resolution is not Resolution.AMBIGUOUS:
            return
        for key, other in list(self.relations.items()):
            if other.source == before.source and other.target == before.target:
                del self.relations[key]
                moved = self._decided(other, other.type, target, by)
                self.relations.setdefault(key_of(moved), moved)
        for passage_id, mentions in self.mentions.items():
            self.mentions[passage_id] = tuple(
                replace(mention, target=target) if mention.target == before.target else mention for mention in mentions
            )

    def _move_mentions(self, before: Relation, after: Relation) -> None:
        for passage in self._own_passages(before.source):
            self.mentions[passage.id] = tuple(
                replace(mention, target=after.target, relation=after.type)
                if mention.relation is before.type and mention.target in (before.target, after.target)
                else mention
                for mention in self.mentions[passage.id]
            )

    def _mark(self, after: Relation) -> None:
        """The citation that a relation rests on again: in the passage that holds its line."""
        before = [passage for passage in self._own_passages(after.source) if passage.line <= after.evidence.line]
        for passage in before[-1:]:
            self.mentions[passage.id] = tuple(
                replace(mention, relation=after.type)
                if mention.target == after.target and mention.relation is None
                else mention
                for mention in self.mentions[passage.id]
            )

    def _own_passages(self, source: str) -> list[Passage]:
        """A text inside another document speaks in that one's passages, whose mentions carry no types of its own."""
        return [passage for passage in self.papers.passages if passage.document == source]

    def _leave_out_bare_mention(self, after: Relation) -> None:
        """CITES stands only where a pair has nothing else, unless a reviewer says so."""
        bare = self.relations.get((after.source, RelationType.CITES, after.target))
        if bare is not None and bare.decided_by is None and after.type is not RelationType.CITES:
            del self.relations[key_of(bare)]

    def _drop_types_of_nothing(self) -> None:
        for passage in self.papers.passages:
            self.mentions[passage.id] = tuple(
                replace(mention, relation=None)
                if mention.relation and (passage.document, mention.relation, mention.target) not in self.relations
                else mention
                for mention in self.mentions[passage.id]
            )

    def _clear_up(self, before: Relation) -> None:
        """A document that stood for an undecided citation goes with the last that names it, and so does the issue."""
        if before.resolution is not Resolution.AMBIGUOUS:
            return
        named = {relation.target for relation in self.relations.values()}
        named |= {mention.target for mentions in self.mentions.values() for mention in mentions}
        stand_in = self.papers.documents.get(before.target)
        if before.target in named or stand_in is None:
            return
        self.gone[stand_in.id] = stand_in
        self.issues = [issue for issue in self.issues if not _asks_for(issue, before)]


def key_of(relation: Relation) -> Key:
    """What tells a relation from others."""
    return relation.source, relation.type, relation.target


def same_words(one: Evidence, other: Evidence) -> bool:
    """Whether two evidences are one, although lines may have moved or the words been cut otherwise."""
    return (bool(one.quote) and one.quote == other.quote) or (one.file, one.line) == (other.file, other.line)


def _one_citation(one: Relation, other: Relation) -> bool:
    """Whether one citation gave two relations of a source, which differ in type or target."""
    return (
        one.source == other.source
        and bool(one.evidence.quote)
        and one.evidence.quote == other.evidence.quote
        and (one.type is other.type or one.target == other.target)
    )


def _asks_for(issue: Issue, relation: Relation) -> bool:
    return (
        issue.kind == AMBIGUOUS_ISSUE
        and issue.file == relation.evidence.file
        and issue.candidates == relation.candidates
    )


def _wanted(judgement: Judgement) -> Relation:
    if judgement.relation is None:
        raise ValueError(f"judgement {judgement.id} is not on a relation")
    return judgement.relation


def _other_words(found: Relation) -> str:
    return f"other words prove the relation now ({found.evidence.file}:{found.evidence.line})"


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _less(all_of: Iterable[Issue], kept: Iterable[Issue]) -> tuple[Issue, ...]:
    left = list(kept)
    gone = []
    for issue in all_of:
        if issue in left:
            left.remove(issue)
        else:
            gone.append(issue)
    return tuple(gone)
