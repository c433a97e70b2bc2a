"""The relations of one document, from all that its citations say: the strongest of each, and nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.model import Relation, RelationType, Resolution, Scope
from graph_builder.relations.rows import Asked, Said

_INFERRED_CONFIDENCE = 0.7


def settle(said: Iterable[Said], asked: Iterable[Asked] = ()) -> list[Relation]:
    """The relations of one source, by the line of their evidence, target and type.

    ``said`` is what its citations say, ``asked`` the documents that requests by an agency's name alone can only mean
    (按照…部通知要求), both in the order of the input.
    """
    relations: dict[tuple[str, RelationType], Relation] = {}
    in_title: dict[tuple[str, RelationType], bool] = {}
    for each in said:
        key = (each.relation.target, each.relation.type)
        known = relations.get(key)
        if known is None or _strength(each.relation, each.in_title) > _strength(known, in_title[key]):
            relations[key] = each.relation
            in_title[key] = each.in_title
    for request in asked:
        if not any((request.target, kind) in relations for kind in RelationType):
            relations[request.target, RelationType.IMPLEMENTS] = Relation(
                request.source,
                request.target,
                RelationType.IMPLEMENTS,
                request.scope,
                True,
                _INFERRED_CONFIDENCE,
                "same_matter_as_requested",
                Resolution.INFERRED,
                request.evidence,
            )
    return _weaker_left_out(relations.values())


def _strength(relation: Relation, in_title: bool) -> tuple[bool, bool, float]:
    """Words for the whole document count more than a provision's, a sentence more than a heading, then the surer rule.

    Of bare mentions the first one stays.
    """
    surer = 0.0 if relation.type is RelationType.CITES else relation.confidence
    return relation.scope is Scope.DOCUMENT, not in_title, surer


_CARRYING = (RelationType.IMPLEMENTS, RelationType.BASED_ON)


def _weaker_left_out(relations: Iterable[Relation]) -> list[Relation]:
    """CITES only where the pair has nothing else; a recalled document only where nothing stronger is said."""
    targets: dict[str, list[Relation]] = {}
    for relation in relations:
        targets.setdefault(relation.target, []).append(relation)
    kept: list[Relation] = []
    for rows in targets.values():
        kept.extend(_strongest(rows) if len(rows) > 1 else rows)
    return sorted(kept, key=lambda row: (row.evidence.line, row.target, row.type))


def _strongest(rows: list[Relation]) -> list[Relation]:
    """Of the relations of one pair those that say something that the others do not."""
    telling = [row for row in rows if row.type is not RelationType.CITES] or rows
    surer = [row for row in telling if row.rule != "recalled_in_opening"] or telling
    if any(row.type is RelationType.REPEALS for row in surer):  # what ends as a whole was not changed in part
        surer = [row for row in surer if row.type is not RelationType.AMENDS]
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
