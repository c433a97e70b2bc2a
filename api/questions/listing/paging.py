"""Pages of a list: each begins behind a place in it, so that it costs the same however far down it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_builder.errors import PolicyGraphError
from graph_builder.store.reading import Snapshot


class PlaceError(PolicyGraphError):
    """A place is of another order, or of another state of the graph, than the list that was asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the state of the graph, the order, and the sort key and place of its last entry there."""

    state: str
    sort: str
    key: str | int | float | None
    at: int


def begin(build: Snapshot, sort: str, after: Place | None) -> dict[str, Any]:
    """The parameters ``key`` and ``at`` of a list's statement. Raises :class:`PlaceError`."""
    if after is None:
        return {"key": None, "at": None}
    if after.state != build.fingerprint:
        raise PlaceError("the graph has changed since the page before; begin with the first page again")
    if after.sort != sort:
        raise PlaceError(f"the page before was sorted by '{after.sort}'; keep the order, or begin with the first page")
    return {"key": after.key, "at": after.at}


def end(build: Snapshot, sort: str, rows: Sequence[dict[str, Any]], limit: int) -> Place | None:
    """Where the page of the first ``limit`` rows ends; ``None`` where no rows follow it.

    ``rows`` are one more than the page has, if there are so many.
    """
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return Place(build.fingerprint, sort, last.get("key"), last["at"])
