"""Where an agency comes from, what became of it, and where it belongs."""

from __future__ import annotations

from collections.abc import Collection

from api.questions.network.answers import Body
from api.questions.network.bodies import Bodies, is_office, succeeded_by, superior
from graph_builder.model import Agency


def former(bodies: Bodies, agency: Agency) -> tuple[Agency, ...]:
    """The agencies that it succeeded, over any number of steps."""
    found: dict[str, Agency] = {}
    front = [agency.id]
    while front:
        before = [
            each for _, each in sorted(bodies.agencies.items()) if each.successor in front and each.id != agency.id
        ]
        before = [each for each in before if each.id not in found and succeeded_by(bodies.agencies, each)]
        found |= {each.id: each for each in before}
        front = [each.id for each in before]
    return tuple(found.values())


def later(bodies: Bodies, agency: Agency) -> tuple[Agency, ...]:
    """The agencies that succeeded it, over any number of steps."""
    found: dict[str, Agency] = {}
    after = succeeded_by(bodies.agencies, agency)
    while after is not None and after.id not in found and after.id != agency.id:
        found[after.id] = after
        after = succeeded_by(bodies.agencies, after)
    return tuple(found.values())


def absorbed_by(bodies: Bodies, agency: Agency) -> Body | None:
    """The body that took in the last of its agencies."""
    last = (later(bodies, agency) or (agency,))[-1]
    taken = last.successor if last.successor in bodies.ids and not succeeded_by(bodies.agencies, last) else None
    return bodies.body(bodies.body_of[taken]) if taken else None


def absorbed(bodies: Bodies, members: Collection[str]) -> tuple[Body, ...]:
    """The bodies that it took in."""
    taken = (each for _, each in sorted(bodies.agencies.items()) if each.successor in members)
    ended = (each for each in taken if succeeded_by(bodies.agencies, each) is None)
    return tuple(bodies.body(key) for key in dict.fromkeys(bodies.body_of[each.id] for each in ended))


def superiors(bodies: Bodies, agency: Agency) -> tuple[Body, ...]:
    """The bodies that it belongs to, upward."""
    found: dict[str, Body] = {}
    above = superior(bodies.agencies, agency)
    while above is not None and above.id not in found and above.id != agency.id:
        found[above.id] = bodies.body(bodies.body_of[above.id])
        above = superior(bodies.agencies, above)
    return tuple(found.values())


def below(bodies: Bodies, members: Collection[str], *, office: bool) -> tuple[Body, ...]:
    """The agencies that belong to a body: its offices, or bodies of their own."""
    return tuple(
        bodies.body(bodies.body_of[agency_id]) if not office else _alone(bodies.agencies[agency_id])
        for agency_id, agency in sorted(bodies.agencies.items())
        if agency.parent in members and is_office(bodies.agencies, agency) == office
    )


def _alone(agency: Agency) -> Body:
    """An office under its own name, also where it is folded."""
    return Body(agency.id, agency.name, agency.level, agency.region, agency.known, ())
