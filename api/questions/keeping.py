"""Answers over the whole graph, kept as long as it cannot have changed them.

What a question reads of the whole graph (counts, networks, names of agencies) is the same until another build is served
or a judgement changes the one that is. So it is kept under the build's fingerprint, which a judgement changes too, and
which every question reads from the store: any number of processes may keep the same, and none gives a former answer
after a switch. What is no longer asked for goes when the room is needed for something else.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

Rest = ParamSpec("Rest")
Value = TypeVar("Value")

_MOST = 3_000_000
"""Items (rows, edges) of all answers that are kept: some hundred megabytes in each process."""


class Kept:
    """Values by fingerprint and name, the last used ones, of so many items together as ``most`` says."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Future[Any], int]] = OrderedDict()
        self._items = 0
        self._lock = Lock()

    def get(self, build: Snapshot, name: Hashable, make: Callable[[], Value], items: Callable[[Value], int]) -> Value:
        """The value of a name in a build; where it is not kept, what ``make`` gives. It must not be changed.

        Of several threads that ask for the same at once, one makes it and the others wait. A value that was read while
        the graph changed is given (the question that asked for it is asked again), but not kept; neither is one of more
        than half of the items. Raises what ``make`` raises, and then keeps nothing.
        """
        key = (build.fingerprint, name)
        while True:
            with self._lock:
                held = self._held.get(key)
                if held is None:
                    mine: Future[Value] = Future()
                    self._held[key] = mine, 0
                    break
                self._held.move_to_end(key)
            # Where the one who makes it fails, it may be for a limit of its own: the next one tries.
            if held[0].exception() is None:
                return cast(Value, held[0].result())
        try:
            value = make()
            kept = build.is_served()
        except BaseException as error:
            self._drop(key)
            mine.set_exception(error)
            raise
        self._settle(key, mine, items(value) + 1 if kept else self._most)
        mine.set_result(value)
        return value

    def _settle(self, key: Hashable, mine: Future[Any], size: int) -> None:
        if size > self._most // 2:
            self._drop(key)
            return
        with self._lock:
            self._held[key] = mine, size
            self._items += size
            for other, (_, taken) in list(self._held.items()):
                if self._items <= self._most:
                    break
                # What is still being made takes no room yet, and others wait for it.
                if taken and other != key:
                    del self._held[other]
                    self._items -= taken

    def _drop(self, key: Hashable) -> None:
        with self._lock:
            _, taken = self._held.pop(key)
            self._items -= taken


_kept = Kept(_MOST)


def keep(build: Snapshot, name: Hashable, make: Callable[[], Value], items: Callable[[Value], int]) -> Value:
    """The value of a name in a build, from what this process keeps; see :meth:`Kept.get`."""
    return _kept.get(build, name, make, items)


def read_kept(build: Snapshot, statement: str, **params: Any) -> list[Row]:
    """The rows of a statement, read once for each build; they must not be changed.

    Raises :class:`~graph_builder.errors.StoreError`.
    """
    return keep(build, (statement, frozen(params)), lambda: build.read(statement, **params), len)


def kept(
    items: Callable[[Any], int],
) -> Callable[[Callable[Concatenate[Snapshot, Rest], Value]], Callable[Concatenate[Snapshot, Rest], Value]]:
    """Make a function of a build, whose answers are not changed by anyone, keep them; ``items`` tells their size."""

    def make(
        function: Callable[Concatenate[Snapshot, Rest], Value],
    ) -> Callable[Concatenate[Snapshot, Rest], Value]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def asked(build: Snapshot, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Value:
            key = name, frozen((args, kwargs))
            return cast(Value, keep(build, key, lambda: function(build, *args, **kwargs), items))

        return asked

    return make


def frozen(value: Any) -> Hashable:
    """Arguments as a key: lists and dataclasses as tuples; what is equal as an argument is equal as a key."""
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), frozen(item)) for key, item in value.items()))
    if is_dataclass(value):
        return type(value).__name__, tuple(frozen(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if isinstance(value, AbstractSet):
        return frozenset(map(frozen, value))
    # 1, 1.0 and True are equal, but not the same argument.
    return type(value).__name__, cast(Hashable, value)
