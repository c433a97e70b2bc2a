"""Reading one build from beginning to end, although a load may switch to another one meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graph_builder.errors import NotFoundError, StoreError
from graph_builder.store.connection import Row, Store

FORMAT = 1
"""The format of the stored graph; to be raised when the properties of nodes or edges change."""

_TRIES = 5
Answer = TypeVar("Answer")


class Snapshot:
    """One build of the graph; every statement that is run through it reads that build only."""

    def __init__(self, store: Store, build: str) -> None:
        self._store = store
        self.build = build

    def read(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a statement; the parameter ``build`` is filled in. Raises :class:`StoreError`."""
        return self._store.read(name, build=self.build, **params)


def current_build(store: Store) -> str | None:
    """The fingerprint of the build that readers see; ``None`` where nothing was loaded yet.

    Raises :class:`StoreError` where the store was filled by another version of this program.
    """
    for row in store.read("current_build"):
        if row["format"] != FORMAT:
            raise StoreError(
                f"{store.place}: holds a graph of format {row['format']}, and this version reads {FORMAT}; "
                "load the graph again with this version"
            )
        return str(row["build"])
    return None


def ask(store: Store, question: Callable[[Snapshot], Answer]) -> Answer:
    """The answer to a question, all of it from one build.

    A load deletes the former build as soon as the new one is served; a question that was overtaken by that is asked
    once more. Raises :class:`NotFoundError` where nothing was loaded yet.
    """
    for _ in range(_TRIES):
        build = current_build(store)
        if build is None:
            raise NotFoundError(
                f"{store.place}: no graph was loaded yet; run `policygraph build` or `policygraph load`"
            )
        try:
            answer = question(Snapshot(store, build))
        except NotFoundError:
            if current_build(store) == build:
                raise
            continue
        if current_build(store) == build:
            return answer
    raise StoreError(f"{store.place}: the graph is loaded anew all the time; ask again when that has ended")
