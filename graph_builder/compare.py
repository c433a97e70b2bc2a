"""What a new build gained and lost against an old one, relation by relation, with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from graph_builder.model import Document, Graph, Relation

_DOCUMENT_FIELDS = tuple(f.name for f in fields(Document) if f.name not in {"id", "encloses", "source"})
_RELATION_FIELDS = ("scope", "inferred", "confidence", "rule", "resolution", "candidates", "until")


class Fate(StrEnum):
    """What became of a relation or document between two builds."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its old and its new value: text, numbers, truth values, lists or ``None``."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation that came, went or changed. ``relation`` is the new one, or the lost one."""

    fate: Fate
    relation: Relation
    source_title: str
    target_title: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that came, went or changed in its fields; ``measures`` is among them where their number changed."""

    fate: Fate
    id: str
    title: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two graphs, in the order of the new one, losses last."""

    relations: tuple[RelationChange, ...]
    documents: tuple[DocumentChange, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many relations and documents were gained, lost and changed."""
        return {
            name: {fate.value: sum(change.fate is fate for change in changes) for fate in Fate}
            for name, changes in (("relations", self.relations), ("documents", self.documents))
        }


def compare(old: Graph, new: Graph) -> Comparison:
    """Compare two builds.

    A relation is the same where source, type and target are; it has changed where its scope, confidence, rule,
    resolution, end date, or the place or cue of its evidence differs. Quotes are not compared, so that published
    facts, which have none, can be held against a fresh build.
    """
    return Comparison(_relations(old, new), _documents(old, new))


def _relations(old: Graph, new: Graph) -> tuple[RelationChange, ...]:
    before = {(r.source, r.type, r.target): r for r in old.relations}
    after = {(r.source, r.type, r.target): r for r in new.relations}
    old_titles, new_titles = _titles(old), _titles(new)

    def change(fate: Fate, relation: Relation, changes: tuple[FieldChange, ...] = ()) -> RelationChange:
        titles = old_titles if fate is Fate.LOST else new_titles
        return RelationChange(fate, relation, titles[relation.source], titles[relation.target], changes)

    found = [
        change(Fate.CHANGED if key in before else Fate.GAINED, relation, changes)
        for key, relation in after.items()
        if (changes := _relation_changes(before[key], relation) if key in before else ()) or key not in before
    ]
    found += [change(Fate.LOST, relation) for key, relation in before.items() if key not in after]
    return tuple(found)


def _relation_changes(old: Relation, new: Relation) -> tuple[FieldChange, ...]:
    changes = _differences(old, new, _RELATION_FIELDS)
    proofs = _differences(old.evidence, new.evidence, ("line", "cue"))
    return changes + tuple(FieldChange(f"evidence.{proof.field}", proof.old, proof.new) for proof in proofs)


def _documents(old: Graph, new: Graph) -> tuple[DocumentChange, ...]:
    before = {d.id: d for d in old.documents}
    after = {d.id: d for d in new.documents}
    old_measures, new_measures = _measures(old), _measures(new)
    found = []
    for key, document in after.items():
        if key not in before:
            found.append(DocumentChange(Fate.GAINED, key, document.title))
            continue
        changes = _differences(before[key], document, _DOCUMENT_FIELDS)
        counts = old_measures.get(key, 0), new_measures.get(key, 0)
        if counts[0] != counts[1]:
            changes += (FieldChange("measures", *counts),)
        if changes:
            found.append(DocumentChange(Fate.CHANGED, key, document.title, changes))
    found += [DocumentChange(Fate.LOST, key, d.title) for key, d in before.items() if key not in after]
    return tuple(found)


def _differences(old: Any, new: Any, names: Sequence[str]) -> tuple[FieldChange, ...]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(FieldChange(name, _plain(was), _plain(now)) for name, was, now in pairs if was != now)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _titles(graph: Graph) -> dict[str, str]:
    return {document.id: document.title for document in graph.documents}


def _measures(graph: Graph) -> dict[str, int]:
    counts: dict[str, int] = {}
    for measure in graph.measures:
        counts[measure.document] = counts.get(measure.document, 0) + 1
    return counts
