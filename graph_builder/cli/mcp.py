"""The command mcp."""

from __future__ import annotations

import sys

import click

from api.mcp import serve
from graph_builder.cli.console import note
from graph_builder.logs import logged_run


@click.command("mcp")
@logged_run("mcp")
def mcp_command() -> None:
    """Answer an assistant over the standard input and output, by the Model Context Protocol.

    The assistant's program starts this command itself and ends it by closing the input; README says how to add it.
    """
    if sys.stdin.isatty():
        note("waiting for an assistant's messages; Ctrl-D ends")
    serve()
