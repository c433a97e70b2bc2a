"""The migrations of ``cypher/schema/``, by which a store of an earlier version becomes one of this version.

Each is a file ``NNNN_name`` in ``common/``, or one of the same number in the folder of each engine that needs it:
``.cypher`` with a header as every statement, or, where ArcadeDB has no Cypher for it, ``.sql`` with one statement per
line. The numbers run from 1 without a gap; the highest is the number of this version's schema. The store keeps the
number of the last one that it was given, so that each is applied once, in order, by the first command that writes.

A change of what nodes and edges hold is a migration too. It must be idempotent, as it is applied again where the
process was killed before the number was recorded. Where Cypher cannot make the new properties from the old ones, it
takes the build off the node that names the served one, and readers are told to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from graph_builder.errors import SchemaError, StoreError
from graph_builder.knowledge import cypher_dir
from graph_builder.store.statements import Statement, parse_statement

_FILE = re.compile(r"(\d{4})_\w+")
_COMMON = "common"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next; ``engine`` is ``None`` where it is the same for all."""

    number: int
    name: str
    engine: str | None
    statement: Statement | None = None
    sql: tuple[str, ...] = ()
    """Where there is no statement: lines for ArcadeDB, to be run in order."""


@cache
def migrations() -> Sequence[Migration]:
    """The migrations of this version, in order. Raises :class:`StoreError` where the numbers leave a gap."""
    return read_migrations(cypher_dir())


def newest() -> int:
    """The number of this version's schema."""
    return migrations()[-1].number


def read_migrations(root: Path) -> tuple[Migration, ...]:
    """The migrations below ``root/schema``, in order.

    Raises :class:`StoreError`, which names the file, where one cannot be read, two have one number and may meet in one
    store, or a number is left out.
    """
    found = sorted(_read(root), key=lambda migration: (migration.number, migration.name))
    seen: dict[int, set[str | None]] = {}
    for migration in found:
        others = seen.setdefault(migration.number, set())
        if migration.engine in others or (others and None in {migration.engine, *others}):
            raise StoreError(f"{root / 'schema'}: two migrations have the number {migration.number}; renumber one")
        others.add(migration.engine)
        if migration.number > 1 and migration.number - 1 not in seen:
            raise StoreError(f"{root / 'schema'}: no migration has the number {migration.number - 1}; renumber them")
    if 1 not in seen:
        raise StoreError(f"{root / 'schema'}: holds no migration 0001; install the package again")
    return tuple(found)


def _read(root: Path) -> Iterator[Migration]:
    for path in sorted((root / "schema").glob("*/*")):
        name = _FILE.fullmatch(path.stem)
        if name is None or path.suffix not in (".cypher", ".sql"):
            continue
        engine = None if path.parent.name == _COMMON else path.parent.name
        if path.suffix == ".sql":
            yield Migration(int(name[1]), path.stem, engine, sql=_lines(path))
        else:
            yield Migration(int(name[1]), path.stem, engine, parse_statement(path, root))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({error}); restore the file") from error
    return tuple(line for line in lines if line.strip() and not line.startswith("--"))


def program() -> str:
    """The version of this program."""
    return version("policygraph")


def refuse_newer(place: str, number: int | None, by: str | None) -> None:
    """Raise :class:`SchemaError` where a store has a schema that this version does not know.

    ``number`` and ``by`` are what it recorded: the number, and the version of the program that applied it.
    """
    if number is not None and number > newest():
        raise SchemaError(
            place,
            f"the store has schema {number}, made by policygraph {by}, and this is {program()}, which knows schemas up "
            f"to {newest()}; install policygraph {by} or later",
        )


def refuse_other(place: str, number: int | None, by: str | None) -> None:
    """As :func:`refuse_newer`, and where the store has an earlier schema, which only a command that writes changes."""
    refuse_newer(place, number, by)
    if number != newest():
        raise SchemaError(
            place,
            f"the store has schema {number or 0}, of an earlier version, and this is {program()}, which reads "
            f"{newest()}; run `policygraph migrate` (or load, or build)",
        )
