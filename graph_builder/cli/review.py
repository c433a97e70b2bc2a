"""Commands of those who check: read, lookup, queue, judge, judgements."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.text import Text

from api import judgements as review
from api import questions
from api.judgements.queue import UNSURE_BELOW
from graph_builder.cli import reviewing
from graph_builder.cli.console import json_option, note, show, show_json
from graph_builder.cli.find import the_document
from graph_builder.errors import InputError
from graph_builder.judgements import JudgementLog
from graph_builder.model import RelationType
from graph_builder.reading import read_inputs
from graph_builder.reading.decode import decode
from graph_builder.reading.extract import UnreadableError
from graph_builder.settings import read_settings
from graph_builder.store import Store, open_store

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_TYPE = click.Choice([kind.value for kind in RelationType], case_sensitive=False)
Command = TypeVar("Command", bound=Callable[..., Any])


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


@click.command("read")
@click.argument("document", metavar="DOC", nargs=-1, required=True)
@click.option("--on", type=_DAY, help="Tell how it stands on this day.")
@json_option
def read_command(document: tuple[str, ...], on: datetime | None, as_json: bool) -> None:
    """Read a document: its passages with their lines, the citations in their places, measures, effects.

    DOC is a number, a title or part of one.
    """
    with open_store() as store:
        found = the_document(store, " ".join(document), as_json=as_json)
        answer = questions.read(store, found.id, on=_day(on))
    if as_json:
        show_json(answer)
    else:
        show(*reviewing.document(answer))


@click.command("lookup")
@click.argument("file", metavar="FILE|-")
@click.option("--on", type=_DAY, help="Mark what had expired or was repealed on this day.")
@click.option("--region", help="Whose 省财政厅 is meant, by its full name: 河北省.")
@json_option
def lookup_command(file: str, on: datetime | None, region: str | None, as_json: bool) -> None:
    """Find the citations, agencies and dates of a text and look them up; nothing is changed in the graph.

    FILE is a text, Word or PDF file; - is the standard input. The text may have up to 1 MB.
    """
    text = _text(file)
    with open_store() as store:
        answer = questions.lookup(store, text, on=_day(on), region=region)
    if as_json:
        show_json(answer)
    else:
        show(*reviewing.lookup(answer, text))


def _text(file: str) -> str:
    if file != "-":
        return "\n".join(line for source in read_inputs([Path(file)]).sources for line in source.lines)
    try:
        return decode(sys.stdin.buffer.read()).text
    except UnreadableError as error:
        raise InputError(f"standard input: {error}") from error


@click.command("queue")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=UNSURE_BELOW,
    show_default=True,
    help="List relations of a lower confidence, too.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Relations to list.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Relations to pass over.")
@json_option
def queue_command(below: float, limit: int, offset: int, as_json: bool) -> None:
    """List the relations that wait for a reviewer: ambiguous ones first, then the least sure, with their evidence."""
    with open_store() as store:
        answer = review.queue(store, below=below, limit=limit, offset=offset)
    if as_json:
        show_json(answer)
    elif answer.items:
        show(*reviewing.queue(answer))
    else:
        show(Text("没有待核的关系 nothing waits for a reviewer"))


@click.command("judgements")
@json_option
def judgements_command(as_json: bool) -> None:
    """List what reviewers decided, newest first, and which of it is undone or matches nothing any more."""
    with open_store() as store:
        answer = review.judgements(store, _log())
    if as_json:
        show_json(answer)
    elif answer.entries or answer.damaged:
        show(*reviewing.judgements(answer))
    else:
        show(Text("尚无审核意见 no judgement was given yet"))


@click.group("judge")
def judge_command() -> None:
    """Confirm, reject or change a relation or an agency; kept with name, time and reason, and carried out at once.

    SOURCE and TARGET are numbers, titles or parts of one; quote one that holds a blank. The judgements are kept in
    judgements.jsonl of the data folder, or in the file that POLICYGRAPH_JUDGEMENTS names.
    """


def _reviewer(context: click.Context, option: click.Parameter, given: str | None) -> str:
    by = given or read_settings().reviewer
    if not by:
        raise click.MissingParameter(ctx=context, param=option)
    return by


def _signed(command: Command) -> Command:
    """Options that every judgement takes."""
    by = click.option("--by", callback=_reviewer, help="Who decides  [required, or $POLICYGRAPH_REVIEWER]")
    reason = click.option("--reason", required=True, help="Why.")
    return by(reason(json_option(command)))


def _on_relation(command: Command) -> Command:
    source, kind = click.argument("source"), click.argument("type", type=_TYPE)
    return source(kind(click.argument("target")(command)))


@judge_command.command("confirm")
@_on_relation
@_signed
def confirm_command(source: str, type: str, target: str, by: str, reason: str, as_json: bool) -> None:
    """Say that a relation is right."""
    with open_store() as store:
        ends = _ends(store, source, type, target, as_json=as_json)
        _done(review.confirm(store, _log(), *ends, by=by, reason=reason), as_json=as_json)


@judge_command.command("reject")
@_on_relation
@_signed
def reject_command(source: str, type: str, target: str, by: str, reason: str, as_json: bool) -> None:
    """Say that a relation does not hold."""
    with open_store() as store:
        ends = _ends(store, source, type, target, as_json=as_json)
        _done(review.reject(store, _log(), *ends, by=by, reason=reason), as_json=as_json)


@judge_command.command("retype")
@_on_relation
@click.argument("new", type=_TYPE)
@_signed
def retype_command(source: str, type: str, target: str, new: str, by: str, reason: str, as_json: bool) -> None:
    """Say that a relation is of the type NEW."""
    with open_store() as store:
        ends = _ends(store, source, type, target, as_json=as_json)
        _done(review.retype(store, _log(), *ends, RelationType(new.upper()), by=by, reason=reason), as_json=as_json)


@judge_command.command("target")
@_on_relation
@click.argument("meant")
@_signed
def target_command(source: str, type: str, target: str, meant: str, by: str, reason: str, as_json: bool) -> None:
    """Say that a citation means the document MEANT."""
    with open_store() as store:
        ends = _ends(store, source, type, target, as_json=as_json)
        document = the_document(store, meant, as_json=as_json).id
        _done(review.set_target(store, _log(), *ends, document, by=by, reason=reason), as_json=as_json)


@judge_command.command("merge")
@click.argument("agency")
@click.argument("into")
@_signed
def merge_command(agency: str, into: str, by: str, reason: str, as_json: bool) -> None:
    """Say that AGENCY is INTO under another name (full names)."""
    with open_store() as store:
        _done(review.merge_agencies(store, _log(), agency, into, by=by, reason=reason), as_json=as_json)


@judge_command.command("separate")
@click.argument("name")
@click.argument("agency")
@_signed
def separate_command(name: str, agency: str, by: str, reason: str, as_json: bool) -> None:
    """Say that NAME is not another name of AGENCY, nor a former one (full names)."""
    with open_store() as store:
        _done(review.separate_agencies(store, _log(), name, agency, by=by, reason=reason), as_json=as_json)


@judge_command.command("undo")
@click.argument("judgement")
@_signed
def undo_command(judgement: str, by: str, reason: str, as_json: bool) -> None:
    """Take back the judgement of an id; it stays in the file, and this can be undone, too."""
    with open_store() as store:
        _done(review.undo(store, _log(), judgement, by=by, reason=reason), as_json=as_json)


def _log() -> JudgementLog:
    return JudgementLog(read_settings().judgements_file)


def _ends(store: Store, source: str, kind: str, target: str, *, as_json: bool) -> tuple[str, RelationType, str]:
    home, wanted = the_document(store, source, as_json=as_json).id, RelationType(kind.upper())
    links = questions.show(store, home).outgoing
    ends = {link.document.id for link in links if link.relation.type is wanted}
    return home, wanted, the_document(store, target, as_json=as_json, rather=ends).id


def _done(recorded: review.Recorded, *, as_json: bool) -> None:
    if as_json:
        show_json(recorded)
    else:
        show(reviewing.recorded(recorded))
    for other in recorded.unmatched:
        note(f"judgement {other} matches nothing any more; `policygraph judgements` says why")
