"""Joins and sorts of whole tables, out of core: DuckDB over the Parquet files of a folder."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from graph_builder.errors import PolicyGraphError
from graph_builder.tables.columns import schema_of
from graph_builder.tables.folder import Folder, Place

_MEMORY = 256
"""Megabytes that DuckDB may hold; beyond it, it writes to the disk.

Some of what a join or a sort holds cannot be written, and grows with the tables: 100,000 documents do with 150, a
million need more than 256. A statement that fails for it gets twice as much, up to :data:`_SHARE` of the machine's.
"""
_SHARE = 0.5
_THREADS = 2
_log = logging.getLogger(__name__)
_STREAMED = 1_000
_GROUP = 4_096
"""Rows of a group of a file: what a task reads at least."""


@dataclass(slots=True)
class _Engine:
    """The one engine of this process, and how many megabytes it may hold."""

    connection: duckdb.DuckDBPyConnection
    megabytes: int = _MEMORY

    def give_more(self) -> bool:
        """Let it hold twice as much; whether the machine has that."""
        more = 2 * self.megabytes
        if more * 1_000_000 > _SHARE * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"):
            return False
        self.connection.execute(f"SET memory_limit = '{more}MB'")
        self.megabytes = more
        _log.info("the engine for tables may hold %d MB from now on", more)
        return True


_running: list[_Engine] = []


def _engine(folder: Folder) -> _Engine:
    """The engine; each workbench has tables of its own in it.

    Whatever does not fit into memory it writes beside the first folder that it works on, where that is on this machine.
    """
    if _running:
        return _running[0]
    connection = duckdb.connect(":memory:")
    connection.execute(f"SET memory_limit = '{_MEMORY}MB'")
    connection.execute(f"SET threads = {_THREADS}")
    spill = folder.place(".spilled") if is_local(folder) else f"{tempfile.gettempdir()}/policygraph-{os.getpid()}"
    connection.execute(f"SET temp_directory = {quoted(spill)}")
    _running.append(_Engine(connection))
    return _running[0]


_numbers = count()


class Workbench:
    """Makes tables of a folder from others. Each is made once: one that is there is taken as it is."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._engine = _engine(folder)
        self._base = self._engine.connection.cursor()
        self._own = f"bench{next(_numbers)}"
        self._base.execute(f"ATTACH ':memory:' AS {self._own}")
        self._base.execute(f"USE {self._own}")
        self._known: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.execute("USE memory")
        self._base.execute(f"DETACH {self._own}")
        self._base.close()

    def make(self, name: str, select: str) -> None:
        """Write the rows of a SELECT as table ``name``, in their order, unless it is there.

        Joins are done as they are written: the left side streams, the right one, which is to have the narrow rows, is
        held.
        """
        if not self.folder.has_table(name):
            with self.folder.making(f"{name}.parquet") as place, self._joins_as_written():
                self._execute(
                    f"COPY ({select}) TO {quoted(self._url(self.folder, place))} "
                    f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
                )

    def _execute(self, statement: str) -> duckdb.DuckDBPyConnection:
        """Run a statement, again with more memory where it fails for that. Raises :class:`PolicyGraphError`."""
        while True:
            try:
                with self._reported():
                    return self._base.execute(statement)
            except duckdb.OutOfMemoryException as error:
                if not self._engine.give_more():
                    raise PolicyGraphError(
                        f"{self.folder.path}: {self._engine.megabytes} MB do not suffice to join the tables, and this "
                        "machine has no more to give; build fewer documents at once, or on a larger machine"
                    ) from error

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Raise a :class:`PolicyGraphError` where the engine cannot write or read a file: the disk is full, say."""
        try:
            yield
        except duckdb.IOException as error:
            raise PolicyGraphError(
                f"{self.folder.path}: a table cannot be written or read ({' '.join(str(error).split())}); make room "
                "there or mend what is said, and run the command again, which goes on with what is finished"
            ) from error

    @contextmanager
    def _joins_as_written(self) -> Iterator[None]:
        """The engine guesses the rows of many files by those of the first one, and may hold the wide side of a join."""
        self._base.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        try:
            yield
        finally:
            self._base.execute("SET disabled_optimizers = ''")

    def view(self, name: str, tables: Sequence[str], *, folder: Folder | None = None) -> None:
        """Let ``name`` stand for the rows of some tables in later statements.

        Columns ``filename`` and ``file_row_number`` tell where each stands.
        """
        home = folder or self.folder
        self.view_over(name, [(home, table) for table in tables])

    def view_over(self, name: str, tables: Sequence[Place]) -> None:
        """As :meth:`view`, over at least one table, each as its folder and its name in it."""
        places = ", ".join(quoted(self._url(folder, folder.place(f"{table}.parquet"))) for folder, table in tables)
        self._base.execute(
            f"CREATE OR REPLACE VIEW {name} AS "
            f"SELECT * FROM read_parquet([{places}], filename = true, file_row_number = true)"
        )

    def run(self, statement: str) -> None:
        """Run a statement that returns nothing."""
        self._execute(statement)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """The rows of a SELECT."""
        found = self._execute(select)
        with self._reported():
            return found.fetchall()

    def stream(self, select: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a SELECT, a thousand held at a time; no other statement may run meanwhile."""
        found = self._execute(select)
        while rows := self._next(found):
            yield from rows

    def _next(self, found: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        with self._reported():
            return found.fetchmany(_STREAMED)

    def table(self, name: str, select: str) -> None:
        """Make a temporary table of the rows of a SELECT."""
        self._execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def arrays(self, select: str) -> dict[str, Any]:
        """The columns of a SELECT, without any NULL, as numpy arrays."""
        found = self._execute(select)
        with self._reported():
            return found.fetchnumpy()

    def distinct(self, tables: Sequence[Place], column: str) -> set[Any]:
        """The different values of a column, NULL aside, of some tables."""
        if not tables:
            return set()
        self.view_over("whole", tables)
        return {value for (value,) in self.rows(f'SELECT DISTINCT "{column}" FROM whole WHERE "{column}" IS NOT NULL')}

    def fill(self, name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        """Make a temporary table of few rows."""
        self._base.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        given = list(rows)
        if given:
            marks = ", ".join("?" for _ in given[0])
            with self._reported():
                self._base.executemany(f"INSERT INTO {name} VALUES ({marks})", given)

    def take(self, name: str, columns: dict[str, Any]) -> None:
        """Let ``name`` stand for numpy arrays, a column each."""
        self._base.register(name, pa.table(columns))

    def _url(self, folder: Folder, place: str) -> str:
        """A place of a folder as DuckDB takes it, which is told of the file system that it is in."""
        if is_local(folder):
            return place
        known = folder.files.protocol
        protocol = known if isinstance(known, str) else known[0]
        if protocol not in self._known:
            self._base.register_filesystem(folder.files)
            self._known.add(protocol)
        return f"{protocol}://{place}"


def is_local(folder: Folder) -> bool:
    """Whether a folder is one of this machine's file system."""
    return "file" in folder.files.protocol


def columns_of(kind: type, source: str = "", *, without: Collection[str] = ()) -> str:
    """The columns of a table of a dataclass, as SQL lists them; ``source`` is the table or struct that they are in."""
    names = [name for name in schema_of(kind).names if name not in without]
    return ", ".join(f'{source}."{name}" AS "{name}"' if source else f'"{name}"' for name in names)


def digest_of(value: str) -> str:
    """A number that tells a value, or a struct or list of values, from all others, as SQL.

    It goes by the value's JSON, as the engine's own hashes take [] for NULL, and is no hash of the engine's own, which
    are the same for many texts that differ in two digits.
    """
    return f"md5_number_lower(to_json({value})::VARCHAR)"


def quoted(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
