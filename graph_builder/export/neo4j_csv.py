"""A table of nodes or edges as Neo4j's bulk import takes it: a CSV file, compressed, and its header in another.

Every text stands in quotes and a missing value is nothing, so that the empty text is told from none. The items of a
list are joined by a character that none of them holds; an empty list is written as a missing value, as the import has
no other way. The types are those of the values that go by, so that nothing here knows the model.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from graph_builder.errors import ExportError

_TYPES: dict[type, str] = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    date: "date",
    list: "string[]",
}
_FASTEST = 1


class DelimiterInTextError(Exception):
    """An item of a list holds the character that is to join the items."""


def files_of(name: str) -> tuple[str, str]:
    """The names of the files of a table: its header and its rows."""
    return f"{name}.header.csv", f"{name}.csv.gz"


class Table:
    """One table, to be used in a ``with`` block; when that ends in order, both files are whole.

    ``kind`` is the label of its nodes or the type of its edges. ``ends`` are the columns that nodes are joined by, and
    how the header names them (``id:ID(Document)``); all others are properties. The first row says which columns there
    are; a table without rows leaves no file.
    """

    def __init__(self, folder: Path, name: str, kind: str, ends: Mapping[str, str], delimiter: str) -> None:
        self.kind = kind
        self.header, self.data = files_of(name)
        self.rows = self.longest = 0
        """How many rows there are, and the characters of the longest."""
        self._name = name
        self._folder = folder
        self._ends = ends
        self._delimiter = delimiter
        self._columns: tuple[str, ...] = ()
        self._types: dict[str, type] = {}

    def __enter__(self) -> Table:
        with ExitStack() as opened:
            raw = opened.enter_context((self._folder / self.data).open("wb"))
            # neither time nor name go into it: the same graph gives the same bytes
            packed = gzip.GzipFile(filename="", mode="wb", compresslevel=_FASTEST, fileobj=raw, mtime=0)
            # newline="": the line breaks of texts stay as they are
            self._file = opened.enter_context(io.TextIOWrapper(packed, encoding="utf-8", newline=""))
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()
        if not self.rows:
            (self._folder / self.data).unlink()
        elif kind is None:
            (self._folder / self.header).write_text(",".join(map(self._heading, self._columns)) + "\n", "utf-8")

    @property
    def lists(self) -> list[str]:
        """The columns whose values are lists."""
        return [column for column in self._columns if self._types.get(column) is list]

    def write(self, row: Mapping[str, Any]) -> None:
        """Write a row of plain values: text, numbers, truth values, dates, lists of texts, and ``None`` for none.

        Raises :class:`DelimiterInTextError`, and :class:`~graph_builder.errors.ExportError` for a value that the
        import would not take as it is.
        """
        self._columns = self._columns or tuple(row)
        line = ",".join([self._cell(row, column) for column in self._columns]) + "\n"
        try:
            self._file.write(line)
        except UnicodeEncodeError as error:
            raise ExportError(
                f"{self._place(row)}: holds half a character (a lone surrogate), which no file can; correct the text "
                "that it was built from"
            ) from error
        self.rows += 1
        self.longest = max(self.longest, len(line))

    def _cell(self, row: Mapping[str, Any], column: str) -> str:
        value = row[column]
        if value is None:
            return ""
        kind = type(value)
        if self._types.setdefault(column, kind) is not kind:
            raise TypeError(f"{self._place(row)}: {column} is {kind}, and {self._types[column]} in rows before")
        if kind is str:
            return _quoted(value)
        if kind is list:
            return self._list(row, column)
        if kind is bool:
            return "true" if value else "false"
        return value.isoformat() if kind is date else repr(value)

    def _list(self, row: Mapping[str, Any], column: str) -> str:
        items: list[str] = row[column]
        if any(self._delimiter in item for item in items):
            raise DelimiterInTextError(f"{self._place(row)}: {column}")
        if items == [""]:
            raise ExportError(
                f"{self._place(row)}: {column} is a list of one empty text, which the import takes for an empty list; "
                "correct it, or load the graph by `policygraph load`"
            )
        return _quoted(self._delimiter.join(items)) if items else ""

    def _heading(self, column: str) -> str:
        # a column without any value may have any type: nothing of it is stored
        return self._ends.get(column) or f"{column}:{_TYPES[self._types.get(column, str)]}"

    def _place(self, row: Mapping[str, Any]) -> str:
        return " ".join([self._name, *(str(row[end]) for end in self._ends)])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
