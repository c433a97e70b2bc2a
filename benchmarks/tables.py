"""Tables that read well in a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right, all padded to their widest cell."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = "|".join(f" {'-' * (width - 1)}: " if at else f" {'-' * width} " for at, width in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


def least_and_median(values: Sequence[float], form: str = ".2f") -> str:
    """Minimum and median of some runs: ``1.42 / 1.50``."""
    return f"{min(values):{form}} / {median(values):{form}}"
