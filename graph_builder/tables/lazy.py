"""Sequences that are made anew each time they are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

Item = TypeVar("Item")


class Lazy(Sequence[Item]):
    """What a function gives, call by call the same, without ever being held as a whole.

    Its length is known once it was gone through. Two of them are equal, as two lists are, where their items are.
    """

    def __init__(self, make: Callable[[], Iterable[Item]], length: int | None = None) -> None:
        self._make = make
        self._length = length

    def __iter__(self) -> Iterator[Item]:
        count = 0
        for item in self._make():
            yield item
            count += 1
        self._length = count

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(index, slice):
            return tuple(iter(self))[index]  # of the iterator: tuple() would ask for the length first
        place = index + len(self) if index < 0 else index
        for item in islice(self, max(place, 0), None) if place >= 0 else ():
            return item
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == yours for mine, yours in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
