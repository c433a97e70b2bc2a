"""What the commands print with: tables for people, JSON for programs, progress bars on a terminal only."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Any

import click
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph_builder import logs
from graph_builder.progress import Progress as Report
from graph_builder.progress import silent

_PIPE_WIDTH = 160
"""Columns where the output goes into a file or a pipe, which tell no width of their own."""

_log = logging.getLogger(__name__)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def console() -> Console:
    """The standard output. Square brackets are text there (`国发[2020]1号`), never markup."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def show(*things: RenderableType) -> None:
    """Print for people."""
    out = console()
    for thing in things:
        out.print(thing)


def note(text: str) -> None:
    """Say something beside the output: in the log where one is written, else on the standard error."""
    if logs.is_on():
        _log.info(text)
    else:
        click.echo(f"policygraph: {text}", err=True)


def show_json(value: Any) -> None:
    """Print an answer (a dataclass, a list of them, a mapping) as JSON; keys are the names of the fields."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=1, default=str))


def plain(value: Any) -> Any:
    """Dataclasses as mappings, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def table(*headings: str, title: str | None = None) -> Table:
    """An empty table in the project's look."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


@contextmanager
def progress_bars() -> Iterator[Report]:
    """Progress bars on the standard error while the block runs; none where that is no terminal, or has the log."""
    if not sys.stderr.isatty() or logs.is_on():
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report
