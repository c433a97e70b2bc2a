"""A document's passages, what could not be read or decided, and the collections."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection as Many
from datetime import date
from typing import Any

from api.questions.answers import DocumentRef
from api.questions.keeping import read_kept
from api.questions.listing.answers import Collection, IssueCount, Issues, Passages
from api.questions.listing.paging import Place, begin, end
from api.questions.snapshot import question, the_document
from graph_builder.model import IssueLevel
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

_ORDER = "order"
_BEFORE_ALL = -1


@question
def list_passages(build: Snapshot, document_id: str, *, after: Place | None = None, limit: int = 500) -> Passages:
    """A page of a document's passages in the order of its text, with the mentions in them.

    It has none where the document is only cited. Raises :class:`~graph_builder.errors.NotFoundError`.
    """
    root = the_document(build, document_id)
    at = begin(build, _ORDER, after)["at"]
    rows = build.read("passages_of", id=document_id, after=_BEFORE_ALL if at is None else at, limit=limit + 1)
    (counted,) = build.read("document", id=document_id)
    items = tuple(records.passage(row["passage"], _mentions(row["mentions"])) for row in rows[:limit])
    cited = dict.fromkeys(mention.target for passage in items for mention in passage.mentions)
    named = {row["document"]["id"]: row["document"] for row in build.read("documents_by_id", ids=list(cited))}
    places = [{"at": row["passage"]["ordinal"]} for row in rows]
    return Passages(
        root,
        items,
        tuple(DocumentRef.of(named[key]) for key in cited if key in named),
        counted["passages"],
        end(build, _ORDER, places, limit),
    )


def _mentions(rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    # A passage without mentions gives one row of nothing.
    found = sorted((row for row in rows if row["target"] is not None), key=lambda row: int(row["position"]))
    return tuple(map(records.mention, found))


@question
def list_issues(
    build: Snapshot,
    *,
    kinds: Many[str] = (),
    levels: Many[IssueLevel] = (),
    files: Many[str] = (),
    after: Place | None = None,
    limit: int = 50,
) -> Issues:
    """A page of what the build could not read or decide, in the order of the input; an empty list means any."""
    at = begin(build, _ORDER, after)["at"]
    params = {"kinds": list(kinds), "levels": [level.value for level in levels], "files": list(files)}
    rows = build.read("list_issues", **params, at=_BEFORE_ALL if at is None else at, limit=limit + 1)
    counts = tuple(IssueCount(row["kind"], row["n"]) for row in read_kept(build, "count_issues_listed", **params))
    items = tuple(records.issue(row["issue"]) for row in rows[:limit])
    return Issues(items, sum(each.count for each in counts), counts, end(build, _ORDER, rows, limit))


@question
def collections(build: Snapshot) -> tuple[Collection, ...]:
    """The collections that were loaded, by name."""
    found: dict[str, Collection] = {}
    for row in read_kept(build, "list_collections"):
        before = found.get(row["collection"])
        found[row["collection"]] = Collection(
            row["collection"],
            (before.documents if before else 0) + (0 if row["enclosed"] else row["documents"]),
            (before.enclosed if before else 0) + (row["documents"] if row["enclosed"] else 0),
            _of(min, before.earliest if before else None, row["earliest"]),
            _of(max, before.latest if before else None, row["latest"]),
        )
    return tuple(found.values())


def _of(choose: Callable[[date, date], date], one: date | None, other: date | None) -> date | None:
    return choose(one, other) if one and other else one or other
