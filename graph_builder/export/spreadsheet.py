"""Cells as spreadsheets take them."""

from __future__ import annotations

from typing import TypeVar

Cell = TypeVar("Cell")

_FORMULA = tuple("=+-@＝＋－＠\t\r\n|%")


def harmless(value: Cell) -> Cell | str:
    """A cell that no spreadsheet takes for a formula: a text that begins like one has an apostrophe put in front.

    Blanks in front do not protect (CWE-1236); nothing is put before numbers, which are no texts here.
    """
    if isinstance(value, str) and value.strip(" \u3000").startswith(_FORMULA):
        return "'" + value
    return value
