"""The command that sets national clauses beside those that carry them out: coverage."""

from __future__ import annotations

import click

from api import questions
from graph_builder.cli import covering
from graph_builder.cli.console import json_option, show, show_json
from graph_builder.cli.find import the_document
from graph_builder.errors import NotFoundError
from graph_builder.store import open_store


@click.command("coverage")
@click.argument("document", metavar="[DOC]", required=False)
@click.argument("provincial", metavar="[PROVINCIAL]", required=False)
@click.option("--uncovered", is_flag=True, help="List national documents that nothing below carries out.")
@click.option("--baseless", is_flag=True, help="List documents below that rest on no national one.")
@json_option
def coverage_command(
    document: str | None, provincial: str | None, uncovered: bool, baseless: bool, as_json: bool
) -> None:
    """Set the measures of a document beside those of the documents below it that carry it out.

    DOC and PROVINCIAL are numbers, titles or parts of one, in quotes where they hold blanks; without PROVINCIAL all
    documents that carry DOC out are shown. Each pair comes with its score and the parts of the score, and with
    differences in value, period and beneficiary; then what is left out and what is added.
    """
    chosen = sum((document is not None, uncovered, baseless))
    if chosen != 1:
        raise click.UsageError("name a document, or give one of --uncovered and --baseless")
    with open_store() as store:
        if document is not None:
            root = the_document(store, document, as_json=as_json)
            below = the_document(store, provincial, as_json=as_json) if provincial else None
            answer = questions.coverage(store, root.id, below.id if below else None)
            if not answer.by and not as_json:
                raise NotFoundError(f"{document}: no loaded document below its level carries it out as a whole")
            shown = covering.coverage(answer)
        elif uncovered:
            answers = questions.uncovered(store)
            shown = covering.uncovered(answers)
        else:
            bare = questions.baseless(store)
            shown = covering.baseless(bare)
    if as_json:
        show_json(answer if document is not None else answers if uncovered else bare)
    else:
        show(*shown)
