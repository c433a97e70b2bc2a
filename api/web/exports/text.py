"""Tables as text: JSON lines, and CSV as spreadsheets read it. Both are made as the rows come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from api.web.exports.sheets import Sheet
from graph_builder.export.spreadsheet import harmless

_ROWS_AT_ONCE = 200


def json_lines(sheets: tuple[Sheet, ...]) -> Iterator[bytes]:
    """A line of JSON per row; ``table`` is the name of its table."""
    for sheet in sheets:
        lines: list[str] = []
        for row in sheet.rows:
            entry = {"table": sheet.name} | dict(zip(sheet.columns, row, strict=True))
            lines.append(json.dumps(entry, ensure_ascii=False, default=str))
            if len(lines) == _ROWS_AT_ONCE:
                yield _joined(lines)
                lines = []
        if lines:
            yield _joined(lines)


def csv_table(sheet: Sheet) -> Iterator[bytes]:
    """One table as CSV in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

    A text that a spreadsheet would run as a formula is given an apostrophe in front.
    """
    file = io.StringIO()
    table = csv.writer(file)
    file.write("\ufeff")
    table.writerow(sheet.columns)
    for number, row in enumerate(sheet.rows, 1):
        table.writerow(map(harmless, row))
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(file)
    yield _taken(file)


def _joined(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _taken(file: io.StringIO) -> bytes:
    content = file.getvalue().encode("utf-8", "replace")
    file.seek(0)
    file.truncate()
    return content
