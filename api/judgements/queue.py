"""What waits for a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from api.judgements.answers import Place, Queue, Waiting, WhyWaiting
from api.questions.answers import DocumentRef
from api.questions.snapshot import question
from graph_builder.model import Relation, Resolution
from graph_builder.store.reading import Snapshot
from graph_builder.store.records import relation

UNSURE_BELOW = 0.6


@question
def queue(build: Snapshot, *, below: float = UNSURE_BELOW, limit: int = 20, offset: int = 0) -> Queue:
    """The relations that no reviewer has decided on and that are ambiguous or of a confidence ``below`` a bound.

    Ambiguous ones come first, then the least sure, then by source and line; a page of ``limit`` from ``offset`` on.
    """
    (counted,) = build.read("count_relations_to_review", below=below)
    rows = build.read("relations_to_review", below=below, offset=offset, limit=limit)
    made = [relation(row["source"]["id"], row["target"]["id"], row["type"], row["relation"]) for row in rows]
    candidates = _candidates(build, made)
    places = _places(build, made)
    items = tuple(
        Waiting(
            WhyWaiting.AMBIGUOUS if one.resolution is Resolution.AMBIGUOUS else WhyWaiting.UNSURE,
            DocumentRef.of(row["source"]),
            DocumentRef.of(row["target"]),
            one,
            tuple(candidates[each] for each in one.candidates if each in candidates),
            tuple(places.get((one.source, one.target), ())),
        )
        for row, one in zip(rows, made, strict=True)
    )
    return Queue(items, counted["n"], offset)


def _candidates(build: Snapshot, made: Iterable[Relation]) -> dict[str, DocumentRef]:
    ids = list(dict.fromkeys(each for one in made for each in one.candidates))
    rows = build.read("documents_by_id", ids=ids) if ids else []
    return {row["document"]["id"]: DocumentRef.of(row["document"]) for row in rows}


def _places(build: Snapshot, made: Sequence[Relation]) -> dict[tuple[str, str], list[Place]]:
    pairs = [{"source": one.source, "target": one.target} for one in made]
    found: dict[tuple[str, str], list[Place]] = {}
    for row in build.read("places_of_citations", pairs=pairs) if pairs else []:
        found.setdefault((row["source"], row["target"]), []).append(_place(row))
    return found


def _place(row: dict[str, Any]) -> Place:
    passage = row["passage"]
    return Place(passage["id"], passage["line"], passage["label"], passage["text"], row["start"], row["end"])
