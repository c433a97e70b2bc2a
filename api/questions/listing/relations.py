"""Relations by their properties, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.listing.answers import ListedRelation, Relations
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question
from graph_builder.model import RelationType, Resolution, Scope
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

SORTS = ("order", "confidence", "-confidence")
"""What relations may be sorted by: the graph's order, or their confidence, the least or the greatest first."""


@dataclass(frozen=True, slots=True)
class RelationFilter:
    """What relations must be like: in each list one of the values (empty: any).

    Their confidence lies from ``least`` to ``most``.
    """

    types: Collection[RelationType] = field(default=())
    scopes: Collection[Scope] = field(default=())
    resolutions: Collection[Resolution] = field(default=())
    sources: Collection[str] = field(default=())
    targets: Collection[str] = field(default=())
    least: float = 0.0
    most: float = 1.0

    def params(self) -> dict[str, Any]:
        """The parameters of a statement."""
        return {
            "types": [kind.value for kind in self.types or RelationType],
            "scopes": [scope.value for scope in self.scopes or Scope],
            "resolutions": [how.value for how in self.resolutions],
            "sources": list(self.sources),
            "targets": list(self.targets),
            "least": self.least,
            "most": self.most,
        }


@question
def list_relations(
    build: Snapshot, wanted: RelationFilter, *, sort: str = "order", after: Place | None = None, limit: int = 50
) -> Relations:
    """A page of the relations that fit, sorted by one of :data:`SORTS`.

    Raises :class:`~api.questions.listing.paging.PlaceError` where ``after`` is of another list.
    """
    params = wanted.params()
    rows = build.read("list_relations", **params, **begin(build, sort, after), sort=sort, limit=limit + 1)
    (counted,) = build.read("count_relations", **params)
    return Relations(tuple(map(_listed, rows[:limit])), counted["n"], end(build, sort, rows, limit))


def _listed(row: dict[str, Any]) -> ListedRelation:
    source, target = DocumentRef.of(row["source"]), DocumentRef.of(row["target"])
    days = (source.issued_on - target.issued_on).days if source.issued_on and target.issued_on else None
    return ListedRelation(records.relation(source.id, target.id, row["type"], row["relation"]), source, target, days)
