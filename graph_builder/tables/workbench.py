"""Joins and sorts of whole tables, out of core: DuckDB over the Parquet files of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

import duckdb

from graph_builder.tables.folder import Folder

_MEMORY = "512MB"
"""What DuckDB may hold; beyond it, it writes to the disk."""
_GROUP = 4_096
"""Rows of a group of a file: what a task reads at least."""


class Workbench:
    """Makes tables of a folder from others. Each is made once: one that is there is taken as it is."""

    def __init__(self, folder: Folder, *, threads: int = 1) -> None:
        self.folder = folder
        self._base = duckdb.connect(":memory:")
        self._base.execute(f"SET memory_limit = '{_MEMORY}'")
        self._base.execute(f"SET threads = {threads}")
        if "file" in folder.files.protocol:
            self._base.execute(f"SET temp_directory = {quoted(folder.place('.spilled'))}")
        else:
            self._base.register_filesystem(folder.files)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def make(self, name: str, select: str) -> None:
        """Write the rows of a SELECT as table ``name``, in their order, unless it is there."""
        if not self.folder.has_table(name):
            with self.folder.making(f"{name}.parquet") as place:
                self._base.execute(
                    f"COPY ({select}) TO {quoted(self._url(place))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
                )

    def view(self, name: str, tables: Sequence[str], *, folder: Folder | None = None) -> None:
        """Let ``name`` stand for the rows of some tables in later statements; ``filename`` and ``file_row_number`` tell where each stands."""
        home = folder or self.folder
        places = ", ".join(quoted(self._url(home.place(f"{table}.parquet"))) for table in tables)
        self._base.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{places}], filename = true, file_row_number = true)"
        )

    def run(self, statement: str) -> None:
        """Run a statement that returns nothing."""
        self._base.execute(statement)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """The rows of a SELECT."""
        return self._base.execute(select).fetchall()

    def arrays(self, select: str) -> dict[str, Any]:
        """The columns of a SELECT, without any NULL, as numpy arrays."""
        return self._base.execute(select).fetchnumpy()

    def fill(self, name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        """Make a temporary table of few rows."""
        self._base.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        given = list(rows)
        if given:
            marks = ", ".join("?" for _ in given[0])
            self._base.executemany(f"INSERT INTO {name} VALUES ({marks})", given)

    def take(self, name: str, columns: dict[str, Any]) -> None:
        """Let ``name`` stand for numpy arrays, a column each."""
        import pyarrow as pa

        self._base.register(name, pa.table(columns))

    def _url(self, place: str) -> str:
        protocol = self.folder.files.protocol
        name = protocol if isinstance(protocol, str) else protocol[0]
        return place if name in ("file", "local") else f"{name}://{place}"


def quoted(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
