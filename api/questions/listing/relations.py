"""Relations by their properties, page by page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.keeping import read_kept
from api.questions.listing.answers import ListedRelation, Relations
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question
from graph_builder.model import RelationType, Resolution, Scope
from graph_builder.store import records
from graph_builder.store.connection import Row
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
        """The parameters of a statement over all documents."""
        return {
            "types": [kind.value for kind in self.types or RelationType],
            "scopes": [scope.value for scope in self.scopes or Scope],
            "resolutions": [how.value for how in self.resolutions],
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
    place, params = begin(build, sort, after), wanted.params()
    if wanted.sources or wanted.targets:
        found = sorted(_joined(build, wanted, sort), key=_place)
        rows = [row for row in found if place["at"] is None or _place(row) > (place["key"], place["at"])]
        return Relations(tuple(map(_listed, rows[:limit])), len(found), end(build, sort, rows[: limit + 1], limit))
    rows = build.read("list_relations", **params, **place, sort=sort, limit=limit + 1)
    (counted,) = read_kept(build, "count_relations", **params)
    return Relations(tuple(map(_listed, rows[:limit])), counted["n"], end(build, sort, rows, limit))


def _joined(build: Snapshot, wanted: RelationFilter, sort: str) -> Iterator[Row]:
    """The relations that fit of some documents, which have few, as rows of the list."""
    statement, here, there = "relations_from", "source", "target"
    if not wanted.sources:
        statement, here, there = "relations_to", "target", "source"
    ids = list(dict.fromkeys(wanted.sources or wanted.targets))
    own = {row["document"]["id"]: row["document"] for row in build.read("documents_by_id", ids=ids)}
    params = wanted.params()
    for row in build.read(statement, ids=ids, types=params["types"]):
        relation = row["relation"]
        fits = (
            relation["scope"] in params["scopes"]
            and wanted.least <= relation["confidence"] <= wanted.most
            and (not wanted.resolutions or relation["resolution"] in params["resolutions"])
            and (not wanted.sources or not wanted.targets or row["document"]["id"] in wanted.targets)
        )
        if fits:
            key = {"confidence": relation["confidence"], "-confidence": -relation["confidence"]}.get(
                sort, relation["at"]
            )
            ends = {here: own[row["id"]], there: row["document"]}
            yield {"type": row["type"], "relation": relation, **ends, "key": key, "at": relation["at"]}


def _place(row: Row) -> tuple[float, int]:
    return row["key"], row["at"]


def _listed(row: dict[str, Any]) -> ListedRelation:
    source, target = DocumentRef.of(row["source"]), DocumentRef.of(row["target"])
    days = (source.issued_on - target.issued_on).days if source.issued_on and target.issued_on else None
    return ListedRelation(records.relation(source.id, target.id, row["type"], row["relation"]), source, target, days)
