"""The agencies and regions that a graph names, closed so that no edge hangs in the air."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph_builder.agencies import AgencyRegistry
from graph_builder.model import Agency, Level, Region


def agencies_of(
    issuers: Mapping[str, Level], responsible: Iterable[str], registry: AgencyRegistry
) -> tuple[Agency, ...]:
    """Every agency that issues or answers for something, with those above it and its counterparts, by id.

    ``issuers`` gives the level of the first document of each. A name that the gazetteer lacks and no pattern reads is
    an agency of its own, marked as not known.
    """
    named = dict.fromkeys((*issuers, *responsible))
    result: dict[str, Agency] = {}
    queue, seen = deque(named), set[str]()
    while queue:
        name = queue.popleft()
        if name in seen:
            continue
        seen.add(name)
        signed = registry.get(name) or _unknown(name, registry, issuers)
        agency = result.get(signed.id) or registry.get(signed.id) or replace(signed, name=signed.id)
        also = () if name in (agency.id, agency.name, *agency.also) else (name,)
        result[agency.id] = replace(agency, also=(*agency.also, *also))
        queue.extend(other.name for other in registry.parents(agency))
    return tuple(sorted(result.values(), key=lambda agency: agency.id))


def _unknown(name: str, registry: AgencyRegistry, levels: Mapping[str, Level]) -> Agency:
    level = registry.level_of(name) or levels.get(name, Level.NATIONAL)
    return Agency(name, name, level, region=registry.region_of(name), known=False)


def regions_of(agencies: Iterable[Agency], registry: AgencyRegistry) -> tuple[Region, ...]:
    """The divisions that the agencies belong to, with those above them, by name."""
    result: dict[str, Region] = {}
    for name in sorted({agency.region for agency in agencies if agency.region}):
        at: str | None = name
        while at is not None and at not in result:
            region = registry.regions.get(at)
            if region is None:
                break
            result[at] = Region(region.name, region.level, region.code, region.parent)
            at = region.parent
    return tuple(sorted(result.values(), key=lambda region: region.name))
