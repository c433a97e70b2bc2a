"""Agencies as bodies: one under all the names that it had, with the head of its line of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from api.questions.answers import DocumentRef
from api.questions.keeping import kept
from api.questions.network.answers import Body
from graph_builder.agencies.gazetteer import load_gazetteer
from graph_builder.model import Agency, Level, agency_ids
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

_RANK = {level: rank for rank, level in enumerate(Level)}


@cache
def _offices() -> frozenset[str]:
    """The units that any body may have (``units.yaml``): 办公厅, 综合司 …"""
    return frozenset(unit.name for unit in load_gazetteer().units_everywhere)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The agencies of a build by id, and the body that each belongs to (``body_of``, by the agency's id).

    ``members`` are the ids of a body's agencies, its own among them; ``documents`` how many each agency issued.
    """

    agencies: Mapping[str, Agency]
    documents: Mapping[str, int]
    ids: Mapping[str, str]
    body_of: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, agencies: Iterable[Agency], documents: Mapping[str, int], *, fold_offices: bool) -> Bodies:
        """Join what is one.

        A body is shown as the latest of its agencies that issued a document of the graph (国家计委 as
        国家发展和改革委员会, but 银保监会 under that name as long as no document of its successor is loaded), else as
        the last of them.
        """
        by_id = {agency.id: agency for agency in agencies}
        joined: dict[str, list[str]] = {}
        for agency_id in sorted(by_id):
            joined.setdefault(_last(by_id, agency_id, fold_offices=fold_offices), []).append(agency_id)
        members = {_shown(by_id, documents, last, found): tuple(found) for last, found in joined.items()}
        body_of = {member: shown for shown, found in members.items() for member in found}
        return cls(by_id, documents, agency_ids(by_id.values()), body_of, members)

    def body(self, body_id: str) -> Body:
        """A body by the id that it is shown under."""
        agency = self.agencies[body_id]
        names = tuple(name for name in self.members[body_id] if name != body_id)
        return Body(agency.id, agency.name, agency.level, agency.region, agency.known, names)

    def issuers(self, document: DocumentRef) -> tuple[str, ...]:
        """The bodies (ids) that issued a document, each once, in its order."""
        return tuple(dict.fromkeys(self.body_of[self.ids[name]] for name in document.issuers))

    def is_below(self, lower: str, upper: str) -> bool:
        """Whether a body is of a lower level of government than another one."""
        return is_lower(self.agencies[lower].level, self.agencies[upper].level)

    def line(self, body_id: str) -> str | None:
        """The national body whose line of work a body follows: its counterpart, or the body whose local office it is.

        A unit follows the line of the agency that it is in.
        """
        for member in (body_id, *self.members[body_id]):
            found = self._line(self.agencies[member])
            if found is not None:
                return found
        return None

    def _line(self, agency: Agency) -> str | None:
        seen = set()
        while agency.id not in seen:
            seen.add(agency.id)
            if agency.counterpart is not None and agency.counterpart in self.ids:
                return self.body_of[self.ids[agency.counterpart]]
            parent = superior(self.agencies, agency)
            if parent is None or agency.level == Level.NATIONAL:
                return None
            if parent.level == Level.NATIONAL:
                return self.body_of[parent.id]
            if not is_office(self.agencies, agency):
                return None
            agency = parent
        return None

    def is_line(self, lower: str, upper: str) -> bool:
        """Whether ``upper``, or the agency that it is an office of, heads the line of work of ``lower``."""
        head = self.line(lower)
        return head is not None and head in (upper, self.body_of[_inside(self.agencies, upper)])


@kept(lambda bodies: len(bodies.agencies))
def read_bodies(build: Snapshot, *, fold_offices: bool) -> Bodies:
    """The bodies of a build."""
    rows = build.read("agencies_with_documents")
    agencies = [records.agency(row["agency"]) for row in rows]
    documents = {agency.id: row["documents"] for agency, row in zip(agencies, rows, strict=True)}
    return Bodies.of(agencies, documents, fold_offices=fold_offices)


def is_lower(lower: Level, upper: Level) -> bool:
    """Whether one level of government is below another."""
    return _RANK[lower] > _RANK[upper]


def superior(agencies: Mapping[str, Agency], agency: Agency) -> Agency | None:
    """The body that an agency belongs to, where the graph holds it."""
    return agencies.get(agency.parent) if agency.parent else None


def is_office(agencies: Mapping[str, Agency], agency: Agency) -> bool:
    """Whether an agency is a unit inside the body it belongs to, of the same level and place, and carries its name.

    What belongs to a government, the State Council or the Party is a body of its own (国务院国有资产监督管理委员会),
    unless it is one of the units that any body has (国务院办公厅).
    """
    parent = superior(agencies, agency)
    if parent is None or not agency.id.startswith(parent.id):
        return False
    if (agency.level, agency.region) != (parent.level, parent.region):
        return False
    return parent.parent is not None or agency.id.removeprefix(parent.id) in _offices()


def succeeded_by(agencies: Mapping[str, Agency], agency: Agency) -> Agency | None:
    """The agency that went on as the successor of another one.

    A successor that existed beside it before was another body, and took it in: 国家乡村振兴局 did not become
    农业农村部, whose documents stand beside its own.
    """
    found = agencies.get(agency.successor) if agency.successor else None
    if found and found.founded and agency.dissolved and found.founded < agency.dissolved:
        return None
    return found


def _inside(agencies: Mapping[str, Agency], agency_id: str) -> str:
    """The agency that an office is in, over any number of steps; the agency itself where it is none."""
    seen = {agency_id}
    agency = agencies[agency_id]
    while is_office(agencies, agency) and (parent := superior(agencies, agency)) and parent.id not in seen:
        seen.add(parent.id)
        agency = parent
    return agency.id


def _last(agencies: Mapping[str, Agency], agency_id: str, *, fold_offices: bool) -> str:
    """The last of the successors of an agency; in a circle of successors the least id."""
    seen: dict[str, None] = {}
    while agency_id not in seen:
        seen[agency_id] = None
        agency_id = _inside(agencies, agency_id) if fold_offices else agency_id
        after = succeeded_by(agencies, agencies[agency_id])
        if after is None:
            return agency_id
        agency_id = after.id
    ring = list(seen)
    return min(ring[ring.index(agency_id) :])


def _shown(agencies: Mapping[str, Agency], documents: Mapping[str, int], last: str, members: Iterable[str]) -> str:
    """The agency that stands for a body: the latest, by steps to the last one, that issued anything."""
    if documents[last]:
        return last
    steps = {member: _steps(agencies, member, last) for member in members if not is_office(agencies, agencies[member])}
    issuing = [member for member in steps if documents[member]]
    return min(issuing, key=lambda member: (steps[member], -documents[member], member), default=last)


def _steps(agencies: Mapping[str, Agency], agency_id: str, last: str) -> int:
    steps = 0
    while agency_id != last and steps < len(agencies):
        after = succeeded_by(agencies, agencies[agency_id])
        if after is None:
            break
        agency_id = after.id
        steps += 1
    return steps
