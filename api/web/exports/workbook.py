"""Tables as an Excel workbook, a sheet each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]

from api.web.exports.sheets import Cell, Sheet

_MOST_ROWS = 1_048_575
"""Rows of a sheet of Excel, its head left out."""
_LONGEST = 32_767
"""Characters of a cell of Excel."""
_CHUNK = 64 * 1024
_WIDTH = 18


def workbook(sheets: tuple[Sheet, ...], notes: Mapping[str, str]) -> Iterator[bytes]:
    """The workbook: the sheets, and one of notes on what they are.

    Every text is written as text, so that none is run as a formula. What Excel has no room for is cut, and the notes
    say so. It is made in a file, row by row, and read from there.
    """
    with tempfile.TemporaryFile() as file:
        _write(file, sheets, notes)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _write(file: IO[bytes], sheets: tuple[Sheet, ...], notes: Mapping[str, str]) -> None:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True})
    said = dict(notes)
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.set_column(0, len(sheet.columns) - 1, _WIDTH)
        for column, name in enumerate(sheet.columns):
            page.write_string(0, column, name, bold)
        for number, row in enumerate(sheet.rows, 1):
            if number > _MOST_ROWS:
                said[f"{sheet.name}: truncated"] = f"a sheet has room for {_MOST_ROWS} rows only"
                break
            for column, value in enumerate(row):
                if isinstance(value, str) and len(value) > _LONGEST:
                    said[f"{sheet.name}: truncated cell"] = f"row {number + 1}, column {sheet.columns[column]}"
                _cell(page, number, column, value)
    page = book.add_worksheet("notes")
    page.set_column(0, 1, 2 * _WIDTH)
    for number, (key, text) in enumerate(said.items()):
        page.write_string(number, 0, key, bold)
        page.write_string(number, 1, text)
    book.close()


def _cell(page: Any, row: int, column: int, value: Cell) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value)
    else:
        text = value.encode("utf-8", "replace").decode()
        page.write_string(row, column, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
