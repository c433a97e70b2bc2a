"""The judgements that were given, with how each stands in the loaded graph."""

from __future__ import annotations

from api.judgements.answers import Entry, Listing, Standing
from graph_builder.judgements import UNMATCHED, JudgementLog, undone_by
from graph_builder.store.connection import Store
from graph_builder.store.reading import current


def judgements(store: Store, log: JudgementLog) -> Listing:
    """All judgements of the file, newest first. Raises :class:`~graph_builder.errors.StoreError`, ``InputError``."""
    read = log.read()
    standing = {each.id for each in read.in_force}
    build = current(store)
    rows = build.read("issues_of_kind", kind=UNMATCHED) if build else []
    reasons = dict(_reason(row["issue"]["text"]) for row in rows)
    undoings = undone_by(read.all)
    unique = {each.id: each for each in read.all}.values()
    entries = []
    for each in sorted(unique, key=lambda each: (each.at, each.id), reverse=True):
        why = reasons.get(each.id) if each.id in standing else None
        state = Standing.UNDONE if each.id in undoings else Standing.UNMATCHED if why else Standing.IN_FORCE
        entries.append(Entry(each, state, why, undoings.get(each.id)))
    return Listing(tuple(entries), read.damaged)


def _reason(text: str) -> tuple[str, str]:
    head, _, why = text.partition(": ")
    return head.split(" ")[0], why
