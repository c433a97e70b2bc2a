"""All entries of a list, read page by page while they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from api.questions.listing import Place
from api.web.asking import ask

Item = TypeVar("Item")
_AT_ONCE = 1000
_READ_AT_ONCE = 500


def every(question: Callable[..., Any], *args: Any, **kwargs: Any) -> Iterator[Any]:
    """The items of all pages of a list question.

    Where the graph changes meanwhile, the next page is refused (:class:`~api.questions.listing.PlaceError`): an export
    is of one graph or is cut off.
    """
    after: Place | None = None
    while True:
        found = ask(question, *args, after=after, limit=_AT_ONCE, **kwargs)
        yield from found.items
        if found.next is None:
            return
        after = found.next


def in_parts(items: list[Item]) -> Iterator[list[Item]]:
    """Parts of a list, each small enough for one statement."""
    for start in range(0, len(items), _READ_AT_ONCE):
        yield items[start : start + _READ_AT_ONCE]
