"""Dataclasses as columns: the Arrow schema of one, and the ways between its objects and plain rows.

Plain rows are dictionaries of what Arrow takes: enumerations as their values, tuples as lists, inner dataclasses as
dictionaries, tuples of fixed length as dictionaries ``f0``, ``f1`` …
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import pyarrow as pa

Convert = Callable[[Any], Any]

Result = TypeVar("Result")


def _once(make: Callable[[type], Result]) -> Callable[[type[Any]], Result]:
    """A function of a type that is worked out once for each."""
    return typing.cast(Callable[[type[Any]], Result], cache(make))


_PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    float: pa.float64(),
    date: pa.date32(),
}


@_once
def schema_of(kind: type) -> pa.Schema:
    """The columns of a dataclass, in the order of its fields. Raises :class:`TypeError` for a type that has no column.

    Only fields that ``__init__`` takes are columns.
    """
    return pa.schema([pa.field(name, _arrow(hint)) for name, hint in _hints(kind).items()])


@_once
def encoder(kind: type) -> Convert:
    """From an object of the dataclass to a plain row."""
    names = tuple(_hints(kind))
    convert = [(name, step) for name, hint in _hints(kind).items() if (step := _encode(hint)) is not None]
    values = attrgetter(*names) if len(names) > 1 else None

    def encode(item: Any) -> dict[str, Any]:
        row = dict(zip(names, values(item), strict=True)) if values else {names[0]: getattr(item, names[0])}
        for name, step in convert:
            row[name] = step(row[name])
        return row

    return encode


@_once
def decoder(kind: type) -> Convert:
    """From a plain row to an object of the dataclass."""
    convert = [(name, step) for name, hint in _hints(kind).items() if (step := _decode(hint)) is not None]

    def decode(row: dict[str, Any]) -> Any:
        for name, step in convert:
            row[name] = step(row[name])
        return kind(**row)

    return decode


def _hints(kind: type) -> dict[str, Any]:
    known = typing.get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind) if field.init}


def _optional(hint: Any) -> Any:
    """What a hint says beside ``None``."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (hint,) = [inner for inner in typing.get_args(hint) if inner is not type(None)]
    return hint


def _items(hint: Any) -> Any | None:
    """The type of the items of ``tuple[X, ...]``; ``None`` for everything else."""
    inner = typing.get_args(hint) if typing.get_origin(hint) is tuple else ()
    return inner[0] if len(inner) == 2 and inner[1] is Ellipsis else None


def _arrow(hint: Any) -> pa.DataType:
    hint = _optional(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if (inner := _items(hint)) is not None:
        return pa.list_(_arrow(inner))
    if typing.get_origin(hint) is tuple:
        return pa.struct([pa.field(f"f{at}", _arrow(inner)) for at, inner in enumerate(typing.get_args(hint))])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    if is_dataclass(hint):
        return pa.struct([pa.field(name, _arrow(inner)) for name, inner in _hints(typing.cast(type, hint)).items()])
    raise TypeError(f"{hint} has no column")


def _or_none(step: Convert | None, hint: Any) -> Convert | None:
    if step is None or hint is _optional(hint):
        return step
    return lambda value: None if value is None else step(value)


def _encode(hint: Any) -> Convert | None:
    """How a value becomes plain; ``None`` where it is."""
    bare = _optional(hint)
    step: Convert | None = None
    if (inner := _items(bare)) is not None:
        each = _encode(inner)
        step = list if each is None else lambda values: [each(value) for value in values]
    elif typing.get_origin(bare) is tuple:
        steps = [_encode(part) or _same for part in typing.get_args(bare)]
        step = lambda values: {f"f{at}": go(v) for at, (go, v) in enumerate(zip(steps, values, strict=True))}  # noqa: E731
    elif isinstance(bare, type) and issubclass(bare, StrEnum):
        step = str
    elif is_dataclass(bare):
        step = encoder(typing.cast(type, bare))
    return _or_none(step, hint)


def _decode(hint: Any) -> Convert | None:
    bare = _optional(hint)
    step: Convert | None = None
    if (inner := _items(bare)) is not None:
        each = _decode(inner)
        step = tuple if each is None else lambda values: tuple([each(value) for value in values])
    elif typing.get_origin(bare) is tuple:
        steps = [_decode(part) or _same for part in typing.get_args(bare)]
        step = lambda row: tuple([go(value) for go, value in zip(steps, row.values(), strict=True)])  # noqa: E731
    elif isinstance(bare, type) and issubclass(bare, StrEnum):
        step = bare
    elif is_dataclass(bare):
        step = decoder(typing.cast(type, bare))
    return _or_none(step, hint)


def _same(value: Any) -> Any:
    return value
