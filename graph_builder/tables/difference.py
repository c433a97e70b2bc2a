"""The difference between two lists of rows in tables, and places for their rows that change as little as they can.

Both lists are seen from a third one, the base, whose rows have places that leave gaps. A row of the base that is still
there, and still follows the others, keeps its place; every other row has one in the gap between those that do. The
places of a list thus follow from the base and the list alone. Rows are told apart by hashes, so that those in which
the lists do not differ are never made into objects, and tables that all three lists share are not read at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_builder.errors import DifferenceError
from graph_builder.tables.columns import schema_of
from graph_builder.tables.folder import Place
from graph_builder.tables.rows import Rows, count_rows
from graph_builder.tables.workbench import Workbench, digest_of

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_APART = np.uint64(0x9E3779B97F4A7C15)
"""What the hashes of equal rows are set apart by."""


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a new list differs from an old one: indices of rows with their places, each in the order of its list.

    ``gone`` are indices in the old list, of rows whose key the new one lacks; the others are indices in the new list.
    ``moved`` are rows that differ in their place only.
    """

    gone: Mapping[int, int]
    come: Mapping[int, int]
    changed: Mapping[int, int]
    moved: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.gone) + len(self.come) + len(self.changed) + len(self.moved)


@dataclass(frozen=True, slots=True)
class _Read:
    """Some rows of a list, in its order: for each its index, the hashes of its key and of its content."""

    index: Numbers
    key: Hashes
    content: Hashes

    def only(self, chosen: npt.NDArray[np.bool_]) -> _Read:
        return _Read(self.index[chosen], self.key[chosen], self.content[chosen])


@dataclass(slots=True)
class Differing:
    """Works out differences; ``gap`` is how far apart the places of the base's rows are, the first one from 0."""

    bench: Workbench
    gap: int
    _read: dict[Place, tuple[Hashes, Hashes]] = field(default_factory=dict)

    def of(self, base: Rows[Any], old: Rows[Any], new: Rows[Any], key: Sequence[str] = ()) -> Difference:
        """The difference between two lists whose rows are told by the columns ``key``.

        Without ``key`` a row is told by all it says and by how many such rows come before it, and what has another
        place has gone and come. Raises :class:`DifferenceError` where two rows have one key or a gap has no room for
        the rows that belong into it, :class:`~graph_builder.errors.InputError` where a table is damaged.
        """
        self._read.clear()
        if old.tables == new.tables:
            return Difference({}, {}, {}, {})
        lists = [_List.of(rows.tables) for rows in (base, old, new)]
        held = [lists[0].shared_with(each) for each in lists[1:]]
        unread = held[0] & held[1]
        before, *both = [
            self._rows(rows.kind, each, unread, key) for rows, each in zip((base, old, new), lists, strict=True)
        ]
        was, now = (
            _Placed(each, self._places(lists[0], before, one, each, kept, counted=not key))
            for one, each, kept in zip(lists[1:], both, held, strict=True)
        )
        self._read.clear()
        return _compared(was, now, by_place=not key)

    def _rows(self, kind: type[Any], tables: _List, unread: frozenset[Place], key: Sequence[str]) -> _Read:
        parts: list[_Read] = []
        for table, first, count in tables:
            if table not in unread:
                keys, contents = self._hashes(kind, table, key)
                parts.append(_Read(np.arange(first, first + count, dtype=np.int64), keys, contents))
        if not parts:
            return _Read(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.uint64))
        return _Read(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("index", "key", "content")))

    def _hashes(self, kind: type[Any], table: Place, key: Sequence[str]) -> tuple[Hashes, Hashes]:
        if table not in self._read:
            columns = schema_of(kind).names
            self.bench.view_over("compared", [table])
            found = self.bench.arrays(
                f"SELECT {_digest(key or columns)} AS key, {_digest(columns)} AS content, file_row_number AS row "
                "FROM compared"
            )
            order = np.argsort(found["row"], kind="stable")
            self._read[table] = found["key"][order], found["content"][order]
        return self._read[table]

    def _places(
        self, base: _List, before: _Read, tables: _List, rows: _Read, held: frozenset[Place], *, counted: bool
    ) -> Numbers:
        """The places of ``rows``, of the list ``tables``; ``held`` are the tables that keep the places of the base."""
        places = np.zeros(len(rows.index), np.int64)
        loose = np.ones(len(rows.index), np.bool_)
        # the stretches of the list between the tables that are held, with the places that bound them
        bounds: list[tuple[int, int, int, int | None]] = []
        begins, low = 0, 0
        for table, first, count in tables:
            if table not in held or not count:
                continue
            start = base.first[table]
            own = slice(*np.searchsorted(rows.index, [first, first + count]))
            loose[own] = False
            places[own] = (start + 1 + rows.index[own] - first) * self.gap
            bounds.append((begins, first, low, (start + 1) * self.gap))
            begins, low = first + count, (start + count) * self.gap
        bounds.append((begins, tables.count, low, None))
        rest = np.zeros(len(before.index), np.bool_)
        for table, first, count in base:
            if table not in held:
                rest[slice(*np.searchsorted(before.index, [first, first + count]))] = True
        known = self._known(before.only(rest), rows.only(loose), counted=counted)
        index = rows.index[loose]
        made = np.zeros(len(index), np.int64)
        for begins, ends, low, high in bounds:
            own = slice(*np.searchsorted(index, [begins, ends]))
            made[own] = self._between(known[own], low, high)
        places[loose] = made
        return places

    def _known(self, before: _Read, rows: _Read, *, counted: bool) -> Numbers:
        """The place of each row in the base; 0 where the base lacks it."""
        keys = [_counted(each.key) if counted else each.key for each in (before, rows)]
        for each in keys:
            _refuse_doubled(each)
        at, found = _find(*keys)
        return np.where(found, (before.index[at] + 1) * self.gap if len(before.index) else 0, 0)

    def _between(self, known: Numbers, low: int, high: int | None) -> Numbers:
        """Places between two others, for rows of which some had one in the base already (0 for none)."""
        fits = (known > low) & (known < high) if high is not None else known > low
        kept = np.flatnonzero(fits)
        kept = kept[_rising(known[kept])]
        made = np.zeros(len(known), np.int64)
        made[kept] = known[kept]
        ends: list[tuple[int, int | None]] = [(-1, low), *zip(kept.tolist(), known[kept].tolist(), strict=True)]
        for (left, lower), (right, upper) in pairwise([*ends, (len(known), high)]):
            count = right - left - 1
            if count and lower is not None:
                step = self.gap if upper is None else (upper - lower) // (count + 1)
                if not step:
                    raise DifferenceError(f"there is no room for {count} rows in one place")
                made[left + 1 : right] = lower + step * np.arange(1, count + 1)
        return made


@dataclass(frozen=True, slots=True)
class _Placed:
    rows: _Read
    places: Numbers


@dataclass(frozen=True, slots=True)
class _List:
    """The tables of a list, with the index of the first row of each and how many it has."""

    tables: tuple[Place, ...]
    counts: tuple[int, ...]
    first: Mapping[Place, int]
    count: int

    @classmethod
    def of(cls, tables: Sequence[Place]) -> _List:
        if len(set(tables)) != len(tables):
            raise DifferenceError("a table is in a list twice")
        counts = tuple(count_rows(table) for table in tables)
        first: dict[Place, int] = {}
        count = 0
        for table, rows in zip(tables, counts, strict=True):
            first[table] = count
            count += rows
        return cls(tuple(tables), counts, first, count)

    def __iter__(self) -> Iterator[tuple[Place, int, int]]:
        for table, count in zip(self.tables, self.counts, strict=True):
            yield table, self.first[table], count

    def shared_with(self, other: _List) -> frozenset[Place]:
        """The tables of this list that are in the other one, in the same order."""
        nth = {table: at for at, table in enumerate(self.tables)}
        both = [table for table in other.tables if table in nth]
        order = np.array([nth[table] for table in both], np.int64)
        return frozenset(both[at] for at in _rising(order))


def _digest(columns: Sequence[str]) -> str:
    named = ", ".join(f"'{name}': \"{name}\"" for name in columns)
    return digest_of(f"{{{named}}}")


def _rising(values: Numbers) -> Numbers:
    """Where a longest rising part of ``values``, which are all different, stands."""
    if len(values) < 2 or bool(np.all(values[1:] > values[:-1])):
        return np.arange(len(values), dtype=np.int64)
    # of all rising parts of a length the one that ends lowest, and for each value the one before it in its part
    ends: list[int] = []
    places: list[int] = []
    before = np.full(len(values), -1, np.int64)
    for at, value in enumerate(values.tolist()):
        length = bisect_left(ends, value)
        before[at] = places[length - 1] if length else -1
        ends[length : length + 1] = [value]
        places[length : length + 1] = [at]
    found = np.empty(len(ends), np.int64)
    at = places[-1]
    for nth in range(len(ends) - 1, -1, -1):
        found[nth] = at
        at = int(before[at])
    return found


def _counted(keys: Hashes) -> Hashes:
    """Keys of which equal ones are told apart by how many came before them."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([np.ones(min(len(keys), 1), np.bool_), ordered[1:] != ordered[:-1]]))
    nth = np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
    made = np.empty_like(keys)
    made[order] = ordered + nth.astype(np.uint64) * _APART
    return made


def _refuse_doubled(keys: npt.NDArray[Any]) -> None:
    if len(np.unique(keys)) != len(keys):
        raise DifferenceError("two rows of a list have one key")


def _find(keys: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Where each wanted key stands among ``keys``, and whether it does."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    order = np.argsort(keys, kind="stable")
    at = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return at, keys[at] == wanted


def _compared(was: _Placed, now: _Placed, *, by_place: bool) -> Difference:
    old, new = (each.places if by_place else each.rows.key for each in (was, now))
    for each in (old, new):
        _refuse_doubled(each)
    at, found = _find(old, new)
    _, stays = _find(new, old)
    same = found.copy()
    same[found] = was.rows.content[at[found]] == now.rows.content[found]
    moved = same.copy()
    moved[same] = was.places[at[same]] != now.places[same]
    changed = found & ~same
    gone, come = ~stays, ~found
    if by_place:
        gone[at[changed]] = True
        come, changed = come | changed, np.zeros_like(changed)
    return Difference(_chosen(was, gone), _chosen(now, come), _chosen(now, changed), _chosen(now, moved))


def _chosen(placed: _Placed, which: npt.NDArray[np.bool_]) -> Mapping[int, int]:
    return dict(zip(placed.rows.index[which].tolist(), placed.places[which].tolist(), strict=True))
