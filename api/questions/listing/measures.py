"""Measures by their properties, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.keeping import read_kept
from api.questions.listing.answers import ListedMeasure, Measures
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

SORTS = ("order", "valid_to")
"""What measures may be sorted by: the graph's order, or their last day."""


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """What measures must be like: in each list one of the values (empty: any).

    ``valid_on``: the measure states a period of its own, and the day is in it.
    """

    documents: Collection[str] = field(default=())
    responsible: Collection[str] = field(default=())
    actions: Collection[str] = field(default=())
    valid_on: date | None = None

    def params(self) -> dict[str, Any]:
        """The parameters of a statement."""
        return {
            "documents": list(self.documents),
            "responsible": list(self.responsible),
            "actions": list(self.actions),
            "day": self.valid_on,
        }


@question
def list_measures(
    build: Snapshot, wanted: MeasureFilter, *, sort: str = "order", after: Place | None = None, limit: int = 50
) -> Measures:
    """A page of the measures that fit, sorted by one of :data:`SORTS`.

    Raises :class:`~api.questions.listing.paging.PlaceError` where ``after`` is of another list.
    """
    params = wanted.params()
    rows = build.read("list_measures", **params, **begin(build, sort, after), sort=sort, limit=limit + 1)
    (counted,) = read_kept(build, "count_measures", **params)
    items = tuple(
        ListedMeasure(records.measure(row["measure"]), DocumentRef.of(row["document"])) for row in rows[:limit]
    )
    return Measures(items, counted["n"], end(build, sort, rows, limit))
