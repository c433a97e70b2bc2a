"""What all changes of the served graph in its place have in common: they are written at once, and told to readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from graph_builder.model import Document, Level, Measure
from graph_builder.store import records
from graph_builder.store.connection import Row, Store
from graph_builder.store.reading import Snapshot

Item = TypeVar("Item", Document, Measure)

Work = list[tuple[str, Row]]
"""Statements with their parameters but the build, in order."""


def write(store: Store, build: Snapshot, work: Work, revision: str) -> None:
    """Do the work in one transaction, with which the build gets another revision.

    Statements without any ids or rows are left out. Raises :class:`~graph_builder.errors.StoreError`; nothing is
    written then.
    """
    rows = [(name, params) for name, params in work if any(params.values())]
    given = [*rows, ("revise_build", {"revision": revision})]
    store.write_together([(name, {"build": build.build} | params) for name, params in given])


def hanging_on(build: Snapshot, agencies: Sequence[str]) -> tuple[list[Document], list[Measure]]:
    """The documents that agencies (ids) issued, with little but their issuers, and the measures they answer for."""
    documents = [
        Document(row["id"], row["title"], Level(row["level"]), issuers=tuple(row["issuers"]))
        for row in build.read("signed_by", ids=list(agencies))
    ]
    measures = [records.measure(row["measure"]) for row in build.read("answered_by", ids=list(agencies))]
    return list(_once(documents)), list(_once(measures))


def stub(document: str) -> Document:
    """A document that is there already, for what is to be joined to it."""
    return Document(document, "", Level.NATIONAL)


def _once(items: Iterable[Item]) -> Iterable[Item]:
    return {item.id: item for item in items}.values()
