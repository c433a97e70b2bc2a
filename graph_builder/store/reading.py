"""Reading one build from beginning to end, although a load may switch to another one meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graph_builder.errors import NothingLoadedError, StoreError
from graph_builder.store.connection import Row, Store
from graph_builder.store.migrations import refuse_other

_TRIES = 5
Answer = TypeVar("Answer")


class Snapshot:
    """One build of the graph; every statement that is run through it reads that build only.

    ``revision`` tells the same build before and after a judgement changed it in its place; ``None`` as it was loaded.
    ``switches`` tells it from the same build that was replaced and loaded again meanwhile.
    """

    def __init__(self, store: Store, build: str, revision: str | None = None, switches: int | None = None) -> None:
        self._store = store
        self.build = build
        self.revision = revision
        self.switches = switches

    @property
    def fingerprint(self) -> str:
        """What changes whenever an answer may: the build and its revision."""
        return f"{self.build}.{self.revision}" if self.revision else self.build

    def is_served(self) -> bool:
        """Whether readers still see this build, unchanged by any judgement. Raises :class:`StoreError`."""
        return _still(self._store, self)

    def read(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a statement; the parameter ``build`` is filled in. Raises :class:`StoreError`."""
        return self._store.read(name, build=self.build, **params)


def current_build(store: Store) -> str | None:
    """The fingerprint of the build that readers see; ``None`` where nothing was loaded yet.

    Raises :class:`~graph_builder.errors.SchemaError` where the store is of another version of this program.
    """
    served = current(store)
    return served.build if served else None


def current(store: Store) -> Snapshot | None:
    """The build that readers see, as :func:`current_build`."""
    for row in store.read("current_build"):
        refuse_other(store.place, row["number"], row["program"])
        if row["build"] is not None:
            return Snapshot(store, str(row["build"]), row["revision"], row["switches"])
    return None


def ask(store: Store, question: Callable[[Snapshot], Answer]) -> Answer:
    """The answer to a question, all of it from one build.

    A load deletes the former build as soon as the new one is served; a question that was overtaken by that, however
    it then failed, is asked once more. Raises :class:`NothingLoadedError` where nothing was loaded yet.
    """
    for _ in range(_TRIES):
        build = current(store)
        if build is None:
            raise NothingLoadedError(
                f"{store.place}: no graph was loaded yet; run `policygraph build` or `policygraph load`"
            )
        try:
            answer = question(build)
        except Exception:
            # what was read of a build that is being deleted may not fit together: that is no fault of the question
            if _still(store, build):
                raise
            continue
        if _still(store, build):
            return answer
    raise StoreError(f"{store.place}: the graph is loaded anew all the time; ask again when that has ended")


def _still(store: Store, build: Snapshot) -> bool:
    now = current(store)
    return now is not None and now.fingerprint == build.fingerprint
