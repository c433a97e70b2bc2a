"""The command ``policygraph``: its subcommands, and how errors reach the user."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from graph_builder.errors import PolicyGraphError

FAILED = 2
"""Exit status of everything that did not work."""

_INTERRUPTED = 130

_COMMANDS = {
    "build": ("building", "Build the graph of files and folders and load it."),
    "run": ("building", "Build and load what is at hand; `make run` calls this."),
    "load": ("building", "Load an export, or all that is kept again."),
    "collections": ("collecting", "List the collections that are kept, or remove one."),
    "show": ("asking", "Show a document: fields, relations, measures."),
    "trace": ("tracing", "Trace a document down to what carries it on and up to what it carries out."),
    "status": ("status", "Say whether documents hold on a day, and why."),
    "expiring": ("status", "List what ends soon."),
    "effects": ("status", "List what a document changes in others, and they in it."),
    "paths": ("status", "Find how two documents are joined."),
    "lag": ("network", "Measure how fast national documents are carried out."),
    "issuers": ("network", "Show who issues with whom, and who carries out whose documents."),
    "agency": ("network", "Show an agency: names, line of work, partners, documents, measures."),
    "coverage": ("coverage", "Set the measures of a document beside those that carry them out."),
    "search": ("searching", "Search numbers, titles and texts, with filters and facets."),
    "read": ("review", "Read a document with its citations in their places."),
    "lookup": ("review", "Look up what a text cites; changes nothing."),
    "queue": ("review", "List the relations that wait for a reviewer."),
    "judge": ("review", "Confirm, reject or change a relation or an agency."),
    "judgements": ("review", "List what reviewers decided."),
    "stats": ("asking", "Count what the graph holds."),
    "issues": ("asking", "List what could not be read or decided."),
    "serve": ("serving", "Answer over HTTP, with the documentation."),
    "openapi": ("serving", "Print the OpenAPI document of the HTTP side."),
    "mcp": ("mcp", "Answer an assistant over standard input and output (MCP)."),
    "export": ("exporting", "Write the graph as JSON lines, CSV, GraphML, Cypher or for Neo4j's bulk import."),
    "backup": ("keeping", "Write the graph, the collections and the judgements to one file."),
    "restore": ("keeping", "Put back what a backup holds."),
    "migrate": ("keeping", "Bring a store of an earlier version to this one's schema."),
    "compare": ("measuring", "Print what one export gained and lost against another."),
    "evaluate": ("measuring", "Measure a graph against labelled documents."),
    "doctor": ("doctor", "Check the installation, and say how to mend it."),
}
"""Module and short help of each subcommand: printing the list imports none of them."""


class _LazyGroup(click.Group):
    """Imports the module of a subcommand when it is called, so that a damaged package stops only what needs it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"graph_builder.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policygraph", prog_name="policygraph")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Policy Graph: government documents as a graph of what implements, forwards, extends and repeals what."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process.

    Exit status 0; 2 with one line on the standard error where something is wrong: arguments, an input, the store.
    """
    try:
        status = cli.main(arguments, prog_name="policygraph", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        _fail(_usage(error))
    except click.exceptions.Abort:
        sys.exit(_INTERRUPTED)
    except PolicyGraphError as error:
        _fail(str(error))
    except BrokenPipeError:
        # the reader (`| head`) has gone: whatever is left in the buffer must not raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _fail(f"{error.filename or 'system'}: {error.strerror or error}")
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "policygraph"
    return f"{error.format_message()} (see {command} --help)"


def _fail(message: str) -> None:
    click.echo("policygraph: " + " ".join(message.split()), err=True)
    sys.exit(FAILED)
