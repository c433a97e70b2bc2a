"""Commands of the HTTP side: serve, openapi."""

from __future__ import annotations

import click

from api.serve import serve
from api.web import create_app
from api.web.documentation import document_json
from graph_builder.cli.console import note
from graph_builder.settings import read_settings


@click.command("serve")
@click.option("--host", help="Address to listen at  [default: $POLICYGRAPH_HOST, else 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one  [default: 8320]")
@click.option(
    "--public-read", is_flag=True, default=None, help="Let everyone read, where others can reach the address."
)
@click.option("--processes", type=click.IntRange(1, 64), help="Processes that answer  [default: 1]")
@click.option("--threads", type=click.IntRange(1, 256), help="Requests that each answers at once  [default: 8]")
def serve_command(
    host: str | None, port: int | None, public_read: bool | None, processes: int | None, threads: int | None
) -> None:
    """Show the page and answer over HTTP until it is ended (Ctrl-C): /api/v1, documented at /docs.

    On another address than loopback it demands POLICYGRAPH_TOKEN, which readers and writers must send; with
    --public-read only writers. POLICYGRAPH_RATE limits the requests of a client (`600 per minute`).
    """
    settings = read_settings(
        host=host, port=port, public_read=public_read, processes=processes, threads=threads
    ).checked()
    if settings.is_local is False and settings.token is None:
        note("everyone can read; writing is refused, as POLICYGRAPH_TOKEN is not set")
    serve(settings)


@click.command("openapi")
def openapi_command() -> None:
    """Print the OpenAPI document of the HTTP side. It needs no store."""
    click.echo(document_json(create_app(read_settings(rate=""))))
