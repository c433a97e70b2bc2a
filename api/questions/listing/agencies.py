"""Agencies by their properties, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from api.questions.keeping import read_kept
from api.questions.listing.answers import Agencies, ListedAgency
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question
from graph_builder.model import Level
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

SORTS = ("order", "name", "-documents")
"""What agencies may be sorted by: the graph's order, their name, or the number of their documents."""


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What agencies must be like: in each list one of the values (empty: any), ``part`` of a name, ``None``: either."""

    levels: Collection[Level] = field(default=())
    regions: Collection[str] = field(default=())
    known: bool | None = None
    part: str = ""

    def params(self) -> dict[str, Any]:
        """The parameters of a statement."""
        return {
            "levels": [level.value for level in self.levels],
            "regions": list(self.regions),
            "known": self.known,
            "part": self.part,
        }


@question
def list_agencies(
    build: Snapshot, wanted: AgencyFilter, *, sort: str = "-documents", after: Place | None = None, limit: int = 50
) -> Agencies:
    """A page of the agencies that fit, sorted by one of :data:`SORTS`.

    Raises :class:`~api.questions.listing.paging.PlaceError` where ``after`` is of another list.
    """
    params = wanted.params()
    rows = build.read("list_agencies", **params, **begin(build, sort, after), sort=sort, limit=limit + 1)
    (counted,) = read_kept(build, "count_agencies", **params)
    items = tuple(ListedAgency(records.agency(row["agency"]), row["documents"]) for row in rows[:limit])
    return Agencies(items, counted["n"], end(build, sort, rows, limit))
