"""Writing and reading a table: a Parquet file of the rows of one dataclass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Generic, Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from graph_builder.errors import InputError
from graph_builder.tables.columns import decoder, encoder, schema_of
from graph_builder.tables.folder import Folder, Place
from graph_builder.tables.lazy import Lazy

Item = TypeVar("Item")

_ROWS = 1_000
"""Rows held in memory at a time, and in a group of the file."""


class TableWriter(Generic[Item]):
    """Writes one table row by row; the file has its name only when the block has ended well."""

    def __init__(self, folder: Folder, name: str, kind: type[Item]) -> None:
        self._folder, self._name = folder, name
        self._schema = schema_of(kind)
        self._encode = encoder(kind)
        self._rows: list[dict[str, object]] = []
        self._open = ExitStack()
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        file = self._open.enter_context(self._folder.writing(f"{self._name}.parquet"))
        self._writer = self._open.enter_context(pq.ParquetWriter(file, self._schema, compression="zstd"))
        return self

    def write(self, item: Item) -> None:
        """Add a row."""
        self._rows.append(self._encode(item))
        if len(self._rows) == _ROWS:
            self._flush()

    def write_all(self, items: Iterable[Item]) -> None:
        """Add rows."""
        for item in items:
            self.write(item)

    def _flush(self) -> None:
        if self._rows and self._writer is not None:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self._flush()
            except BaseException as failure:
                self._open.__exit__(type(failure), failure, failure.__traceback__)
                raise
        self._open.__exit__(kind, error, trace)


def write_table(folder: Folder, name: str, kind: type[Item], items: Iterable[Item]) -> None:
    """Write a table of ``items``. Raises :class:`OSError`; a former file of the name is then as it was."""
    with TableWriter(folder, name, kind) as table:
        table.write_all(items)


class Rows(Lazy[Item]):
    """The rows of several tables, one table after the other, read as they are asked for.

    ``kind`` names the columns to read: a dataclass of some of a table's columns is a part of its rows. Going through
    them holds a thousand rows at a time. ``first`` and ``last`` bound the rows (half-open), counted over all tables.
    The tables are those of one folder; :meth:`over` takes tables of several. Raises :class:`InputError` where a table
    is damaged.
    """

    def __init__(
        self, kind: type[Item], folder: Folder, names: Sequence[str], first: int = 0, last: int | None = None
    ) -> None:
        super().__init__(self._read)
        self.kind = kind
        self.tables: tuple[Place, ...] = tuple((folder, name) for name in names)
        self._first, self._last = first, last

    @classmethod
    def over(cls, kind: type[Item], tables: Iterable[Place]) -> Rows[Item]:
        """All rows of tables that may be in several folders, each table as its folder and its name in it."""
        rows = cls(kind, Folder(""), ())
        rows.tables = tuple(tables)
        return rows

    @property
    def bounded(self) -> bool:
        """Whether they may be fewer than all rows of their tables."""
        return self._first > 0 or self._last is not None

    def _read(self) -> Iterator[Item]:
        decode = decoder(self.kind)
        for batch in self._batches():
            yield from map(decode, batch.to_pylist())

    def pick(self, indices: Sequence[int]) -> Iterator[Item]:
        """The rows at rising indices; groups of rows without any are passed over unread.

        Not for rows that are bounded. Raises :class:`IndexError` for an index beyond the last.
        """
        decode, columns = decoder(self.kind), schema_of(self.kind).names
        at = first = 0
        for table in self.tables if indices else ():
            with _opened(table) as file:
                for group in range(file.num_row_groups):
                    last = first + file.metadata.row_group(group).num_rows
                    begin = at
                    while at < len(indices) and indices[at] < last:
                        at += 1
                    if begin < at:
                        rows = file.read_row_group(group, columns=columns)
                        yield from map(decode, rows.take([each - first for each in indices[begin:at]]).to_pylist())
                    first = last
        if at < len(indices):
            raise IndexError(indices[at])

    def _batches(self) -> Iterator[pa.RecordBatch]:
        """What lies between the bounds; groups of rows that lie outside are passed over unread."""
        columns = schema_of(self.kind).names
        at = 0
        for table in self.tables:
            with _opened(table) as file:
                for group in range(file.num_row_groups):
                    count = file.metadata.row_group(group).num_rows
                    if at + count > self._first and (self._last is None or at < self._last):
                        for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=columns):
                            low = max(self._first - at, 0)
                            high = batch.num_rows if self._last is None else min(self._last - at, batch.num_rows)
                            if low < high:
                                yield batch.slice(low, high - low)
                            at += batch.num_rows
                    else:
                        at += count

    def __len__(self) -> int:
        whole = sum(map(count_rows, self.tables))
        return max(min(whole, whole if self._last is None else self._last) - self._first, 0)


def count_rows(table: Place) -> int:
    """How many rows a table has, which it says without being read. Raises :class:`InputError` where it is damaged."""
    with _opened(table) as file:
        return int(file.metadata.num_rows)


@contextmanager
def _opened(table: Place) -> Iterator[pq.ParquetFile]:
    folder, name = table
    try:
        with folder.open(f"{name}.parquet") as data, pq.ParquetFile(data) as file:
            yield file
    except pa.ArrowException as error:
        place = folder.place(f"{name}.parquet")
        raise InputError(f"{place}: is damaged ({error}); delete it and build again") from error
