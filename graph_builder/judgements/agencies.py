"""Agencies that reviewers took together or apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_builder.judgements.model import Judgement, JudgementKind
from graph_builder.model import Agency, agency_ids

Why = tuple[Judgement, str]


def decide_agencies(
    agencies: Sequence[Agency], judgements: Iterable[Judgement]
) -> tuple[tuple[Agency, ...], tuple[Why, ...]]:
    """The agencies as the judgements (oldest first) leave them, and those that find nothing to decide, with why.

    A merged agency goes on as another name (``also``) of the one that it is merged into, by which the documents that
    it signed are found. A separated name becomes an agency of its own, of the same level, region and line of work.
    """
    held = {agency.id: agency for agency in agencies}
    unmatched: list[Why] = []
    for judgement in judgements:
        ids = agency_ids(held.values())
        names = str(judgement.agency), str(judgement.other)
        missing = [name for name in names if name not in ids]
        if missing:
            unmatched.append((judgement, f"the graph holds no agency {missing[0]}"))
        elif judgement.kind is JudgementKind.MERGE:
            if ids[names[0]] == ids[names[1]]:
                unmatched.append((judgement, "they are one agency already"))
            else:
                _merge(held, ids[names[0]], ids[names[1]])
        elif not _separate(held, names[0], ids[names[0]], ids[names[1]]):
            unmatched.append((judgement, "they are two agencies already, or two forms of one name"))
    return tuple(held.values()), tuple(unmatched)


def _merge(held: dict[str, Agency], gone: str, kept: str) -> None:
    former = held.pop(gone)
    for agency in list(held.values()):
        held[agency.id] = _renamed(agency, {former.id, former.name}, kept)
    agency = held[kept]
    own = (agency.id, agency.name)
    names = dict.fromkeys((*agency.also, former.id, former.name, *former.also))
    shorts = dict.fromkeys((*agency.short_names, *former.short_names))
    held[kept] = replace(agency, also=tuple(name for name in names if name not in own), short_names=tuple(shorts))


def _renamed(agency: Agency, former: set[str], name: str) -> Agency:
    """The agency with its references to a former one led to ``name``; none leads to itself."""
    to = dict.fromkeys(former, None if agency.id == name else name)
    return replace(
        agency,
        parent=to.get(agency.parent or "", agency.parent),
        counterpart=to.get(agency.counterpart or "", agency.counterpart),
        successor=to.get(agency.successor or "", agency.successor),
    )


def _separate(held: dict[str, Agency], name: str, one: str, other: str) -> bool:
    if one != other:
        first, second = held[one], held[other]
        parted = _unfollowed(first, second), _unfollowed(second, first)
        held[one], held[other] = parted
        return parted != (first, second)
    agency = held[other]
    if name not in agency.also:
        return False
    held[other] = replace(agency, also=tuple(each for each in agency.also if each != name))
    held[name] = Agency(
        name,
        name,
        agency.level,
        region=agency.region,
        parent=agency.parent,
        counterpart=agency.counterpart,
        known=agency.known,
    )
    return True


def _unfollowed(agency: Agency, other: Agency) -> Agency:
    """The agency, which is no longer taken for a former name of the other one."""
    return replace(agency, successor=None) if agency.successor in (other.id, other.name) else agency
