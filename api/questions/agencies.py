"""One agency: found by its name, and all that the graph knows of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from api.questions.answers import DocumentRef
from api.questions.network import kin
from api.questions.network.answers import Carried, Joint
from api.questions.network.bodies import Bodies, read_bodies
from api.questions.network.following import Joined
from api.questions.network.joint import count_categories, joint_edges
from api.questions.network.page import AgencyPage, Duty, FoundAgency, Issued, Line, Partner
from api.questions.network.pairs import CARRYING, Found, pair
from api.questions.snapshot import links, question
from graph_builder.errors import NotFoundError
from graph_builder.model import Agency, Region, RelationType, Scope
from graph_builder.store import records
from graph_builder.store.keys import match_key
from graph_builder.store.reading import Snapshot


@question
def find_agencies(build: Snapshot, text: str, *, limit: int = 50) -> tuple[FoundAgency, ...]:
    """The agencies that a name may mean, the best kind of match only, those with most documents first.

    That is a whole full name, else a whole short name, else a part of a name.
    """
    bodies = read_bodies(build, fold_offices=False)
    key = match_key(text)
    kinds: tuple[list[Agency], list[Agency], list[Agency]] = ([], [], [])
    for agency in bodies.agencies.values() if key else ():
        full = {match_key(name) for name in (agency.id, agency.name, *agency.also)}
        short = {match_key(name) for name in agency.short_names}
        if key in full:
            kinds[0].append(agency)
        elif key in short:
            kinds[1].append(agency)
        elif any(key in name for name in full | short):
            kinds[2].append(agency)
    best = next(filter(None, kinds), [])
    found = (FoundAgency(agency, bodies.documents[agency.id]) for agency in best)
    return tuple(sorted(found, key=lambda each: (-each.documents, each.agency.id))[:limit])


@question
def agency_page(
    build: Snapshot,
    agency_id: str,
    *,
    cited: bool = False,
    types: Collection[RelationType] = CARRYING,
    scopes: Collection[Scope] = (Scope.DOCUMENT,),
    fold_offices: bool = False,
    duties: int = 200,
) -> AgencyPage:
    """The page of an agency, which is the same for all names of one body.

    ``cited`` takes documents that are only cited too; ``types`` and ``scopes`` are the relations by which a document
    carries out another; at most ``duties`` measures are given. Raises :class:`NotFoundError` for an agency that the
    graph does not hold.
    """
    bodies = read_bodies(build, fold_offices=fold_offices)
    if agency_id not in bodies.ids:
        raise NotFoundError(f"{agency_id}: the graph holds no agency of this name; find it by a part of its name")
    body_id = bodies.body_of[bodies.ids[agency_id]]
    agency, members = bodies.agencies[body_id], list(bodies.members[body_id])
    every = _issued(build, members)
    whole = [each for each in every if each.document.parent is None]
    issued = [each for each in whole if cited or each.document.in_corpus]
    chapters = [(each.document, each.category) for each in issued]
    upward, downward = (
        Joined.of(bodies, _pairs(build, every, types, scopes, outgoing=outgoing)) for outgoing in (True, False)
    )
    (counted,) = build.read("count_measures_assigned", ids=members)
    line = bodies.line(body_id)
    return AgencyPage(
        agency=agency,
        body=bodies.body(body_id),
        categories=count_categories(category for _, category in chapters),
        former=kin.former(bodies, agency),
        later=kin.later(bodies, agency),
        absorbed_by=kin.absorbed_by(bodies, agency),
        absorbed=kin.absorbed(bodies, members),
        superiors=kin.superiors(bodies, agency),
        subordinates=kin.below(bodies, members, office=False),
        offices=kin.below(bodies, members, office=True),
        region=_regions(build, agency.region),
        counterpart=bodies.body(line) if line else None,
        documents=tuple(issued),
        cited=len(whole) - len(issued),
        partners=_partners(bodies, body_id, joint_edges(bodies, chapters, body_id)),
        follows=_lines(bodies, upward, body_id, lower=True),
        followed_by=_lines(bodies, downward, body_id, lower=False),
        duties=_duties(build, members, duties),
        duties_count=counted["n"],
    )


def _issued(build: Snapshot, members: Sequence[str]) -> list[Issued]:
    """The documents of a body and the texts enclosed in them, each once: under its first agency where two signed it."""
    found: dict[str, Issued] = {}
    for row in build.read("documents_issued_by", ids=members):
        ref = DocumentRef.of(row["document"])
        found.setdefault(ref.id, Issued(ref, row["agency"], row["position"], row["category"]))
    return list(found.values())


def _pairs(
    build: Snapshot,
    issued: Iterable[Issued],
    types: Collection[RelationType],
    scopes: Collection[Scope],
    *,
    outgoing: bool,
) -> tuple[Carried, ...]:
    """What the documents carry out, or what carries them out."""
    mine = {each.document.id: each for each in issued}
    dated = {key: each.document.issued_on for key, each in mine.items()}
    found = []
    for document_id, reached in links(build, dated, sorted(types), outgoing=outgoing).items():
        here = mine[document_id]
        for link in reached:
            if link.relation.scope in scopes:
                ends = (here.document, link.document) if outgoing else (link.document, here.document)
                found.append(Found(*ends, link.relation, here.category if outgoing else None))
    return pair(build, found)


def _partners(bodies: Bodies, body_id: str, edges: Iterable[Joint]) -> tuple[Partner, ...]:
    made = (
        Partner(
            bodies.body(edge.second if edge.first == body_id else edge.first),
            edge.count,
            edge.documents,
            edge.categories,
        )
        for edge in edges
    )
    return tuple(sorted(made, key=lambda partner: (-partner.count, partner.body.id)))


def _lines(bodies: Bodies, joined: Joined, body_id: str, *, lower: bool) -> tuple[Line, ...]:
    """The bodies above (the body is the ``lower`` end) or below it, those with most documents first."""
    places: dict[str, list[int]] = {}
    for (below, above), found in joined.places.items():
        if body_id == (below if lower else above):
            places[above if lower else below] = found
    registered = [bodies.line(body_id)] if lower else [key for key in bodies.members if bodies.line(key) == body_id]
    for key in registered:
        if key is not None and key != body_id:
            places.setdefault(key, [])
    made = (
        Line(
            bodies.body(key),
            bodies.is_line(body_id, key) if lower else bodies.is_line(key, body_id),
            tuple(joined.pairs[place] for place in found),
        )
        for key, found in places.items()
    )
    return tuple(sorted(made, key=lambda line: (-len(line.pairs), not line.counterpart, line.body.id)))


def _regions(build: Snapshot, name: str | None) -> tuple[Region, ...]:
    """A region and those above it."""
    if name is None:
        return ()
    regions = {row["region"]["name"]: records.region(row["region"]) for row in build.read("all_regions")}
    found: dict[str, Region] = {}
    while name in regions and name not in found:
        found[name] = regions[name]
        name = regions[name].parent or ""
    return tuple(found.values())


def _duties(build: Snapshot, members: Sequence[str], limit: int) -> tuple[Duty, ...]:
    rows = build.read("measures_assigned", ids=members, limit=limit)
    return tuple(
        Duty(
            records.measure(row["measure"]),
            DocumentRef.of(row["document"]),
            row["file"],
            row["agency"],
            row["position"],
        )
        for row in rows
    )
