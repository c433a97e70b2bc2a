"""What the citations of one document say: relations, marks in its passages, and what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_builder.extraction.draft import DraftMention
from graph_builder.extraction.mention import Form
from graph_builder.model import Issue, IssueLevel, Relation, Resolution
from graph_builder.relations.rows import OWN, Doubt, Found, Mark, Owner, Said


@dataclass(slots=True)
class Related:
    """What one document says of others, in the order of its citations."""

    said: list[Said] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def relate(
    place: int, mentions: Sequence[DraftMention], found: Mapping[int, Found], owners: Mapping[int, Owner]
) -> Related:
    """Join the mentions of a document with what they mean.

    ``found`` holds the document that each mention means, by its index, but for defined names, which lead to another
    mention. ``owners`` tells by part whose document speaks there.
    """
    made = Related()
    for at, mention in enumerate(mentions):
        owner = owners.get(OWN if mention.owner is None else mention.owner, owners[OWN])
        for nth, target in enumerate(_targets(mentions, at, found)):
            if target.target == owner.document:
                continue
            mark = Mark(place, mention.passage, at, nth, mention.start, mention.end, target.target, mention.type)
            made.marks.append(mark)
            if (issue := _doubt(mention, target)) is not None:
                made.doubts.append(Doubt(place, at, nth, issue))
            # an embedded document that was read by itself speaks there, not here
            if mention.owner is None or not owner.head or owner.document == owners[OWN].document:
                made.said.append(Said(place, at, nth, mention.in_title, _relation(owner.document, mention, target)))
    return made


def _targets(mentions: Sequence[DraftMention], at: int, found: Mapping[int, Found]) -> list[Found]:
    mention = mentions[at]
    if mention.form is not Form.ALIAS:
        return [found[at]]
    meant = [_through(mentions, other, found) for other in mention.refers]
    return [Found(one.place, at, one.target, _alias(one), one.candidates) for one in meant if one is not None]


def _through(mentions: Sequence[DraftMention], at: int, found: Mapping[int, Found]) -> Found | None:
    """Follow a defined name to what it was defined for."""
    mention = mentions[at]
    if mention.form is Form.ALIAS:
        return _through(mentions, mention.refers[0], found) if mention.refers[0] < at else None
    return found[at]


def _alias(found: Found) -> Resolution:
    return found.resolution if found.resolution is Resolution.AMBIGUOUS else Resolution.ALIAS


def _doubt(mention: DraftMention, target: Found) -> Issue | None:
    kind = "ambiguous_citation" if target.resolution is Resolution.AMBIGUOUS else target.doubt
    if kind is None and mention.damaged and target.resolution is Resolution.CITED:
        kind = "damaged_number"
    if kind is None:
        return None
    shown = f"《{mention.title}》" if mention.title else ""
    text = shown + (f"（{mention.number}）" if mention.number else "")
    evidence = mention.evidence
    return Issue(IssueLevel.WARNING, kind, evidence.file, evidence.line, text, target.candidates or (target.target,))


def _relation(source: str, mention: DraftMention, target: Found) -> Relation:
    return Relation(
        source,
        target.target,
        mention.type,
        mention.scope,
        mention.inferred,
        _confidence(mention, target),
        mention.rule,
        target.resolution,
        mention.evidence,
        target.candidates,
        mention.until,
    )


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
