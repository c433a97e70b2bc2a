"""Small answers over the whole graph, read once for each build: its fingerprint says that they cannot have changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

_KEPT = 16
_rows: OrderedDict[tuple[str, str, tuple[str, ...]], list[Row]] = OrderedDict()
_lock = Lock()


def read_once(build: Snapshot, statement: str, types: Sequence[str] | None = None) -> list[Row]:
    """The rows of a statement without parameters, or with ``types`` only; they must not be changed.

    Raises :class:`~graph_builder.errors.StoreError`, and then keeps nothing.
    """
    key = build.fingerprint, statement, tuple(types or ())
    with _lock:
        if key in _rows:
            _rows.move_to_end(key)
            return _rows[key]
    rows = build.read(statement) if types is None else build.read(statement, types=list(types))
    with _lock:
        _rows[key] = rows
        while len(_rows) > _KEPT:
            _rows.popitem(last=False)
    return rows
