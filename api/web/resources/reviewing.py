"""Judgements: what persons decided, what waits for them, and deciding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

from pydantic import Field

from api import judgements as review
from api.judgements.queue import UNSURE_BELOW
from api.questions.answers import DocumentRef
from api.questions.held import held_agency, held_document
from api.questions.near import near_agencies, near_documents
from api.questions.showing import show
from api.web.asking import ask, change, desk
from api.web.judging import Choice, JudgementBody, OnAgencies, SignedBody
from api.web.naming import naming
from api.web.parameters import Parameters, PathParameters, Share
from api.web.problems import ProblemError, Wrong
from api.web.resource import Resource
from graph_builder.errors import InputError, JudgementFileError
from graph_builder.store import Store

reviewing = Resource("judgements", "What reviewers decided, and what waits for them")

_NEAR = 5


class QueueQuery(Parameters):
    """What waits, and which page of it."""

    below: Share = Field(UNSURE_BELOW, description="list relations of a lower confidence, besides ambiguous ones")
    limit: int = Field(20, ge=1, le=500, description="relations of a page")
    offset: int = Field(0, ge=0, le=1_000_000, description="relations before the page")


class JudgementPath(PathParameters):
    """A judgement."""

    id: Annotated[str, Field(min_length=1, max_length=100)] = Field(description="the judgement's id")


@reviewing.get("/judgements", review.Listing)
def list_judgements() -> review.Listing:
    """List what reviewers decided, the newest first.

    Each with its standing: in force, undone, or unmatched, where the graph has nothing any more that it decides.
    """
    return ask(review.judgements, desk().log)


@reviewing.get("/judgements/queue", review.Queue)
def read_queue(query: QueueQuery) -> review.Queue:
    """List the relations that wait for a reviewer.

    Ambiguous ones first, then the least sure, each with its evidence, its candidates and the passages that hold it.
    """
    return ask(review.queue, below=query.below, limit=query.limit, offset=query.offset)


@reviewing.post("/judgements", review.Recorded, status=201, missing=True)
def give_judgement(body: JudgementBody) -> review.Recorded:
    """Decide on a relation or an agency.

    The judgement is kept in the file of judgements with name, time and reason, carried out at once, survives every
    rebuild and outranks the rules.
    """
    chosen = body.root
    _known(chosen)
    with _refusing(chosen.decides, "body"), naming(chosen.names[-1], _near(chosen)):
        return change(chosen.give, desk().log)


@reviewing.post("/judgements/<path:id>/undo", review.Recorded, status=201, missing=True)
def undo_judgement(path: JudgementPath, body: SignedBody) -> review.Recorded:
    """Take a judgement back.

    It stays in the file. Undoing the undoing puts it in force again.
    """
    with _refusing("id", "path"), naming(path.id, _no_names):
        return change(review.undo, desk().log, path.id, by=body.by, reason=body.reason)


def _known(chosen: Choice) -> None:
    """Check each name by itself, so that the answer suggests what is near the one that the graph does not hold."""
    for name in chosen.names:
        if isinstance(chosen, OnAgencies):
            with naming(name, near_agencies):
                ask(held_agency, name)
        else:
            with naming(name, near_documents):
                ask(held_document, name)


def _near(chosen: Choice) -> Callable[[Store, str], Sequence[Any]]:
    if isinstance(chosen, OnAgencies):
        return near_agencies
    return lambda store, _name: _related(store, chosen.names[0])


def _related(store: Store, source: str) -> tuple[DocumentRef, ...]:
    """Documents to which a document has relations."""
    return tuple({link.document.id: link.document for link in show(store, source).outgoing}.values())[:_NEAR]


def _no_names(_store: Store, _name: str) -> tuple[str, ...]:
    """Ids of judgements are not alike by their meaning."""
    return ()


@contextmanager
def _refusing(parameter: str, place: str) -> Iterator[None]:
    """Say which parameter is at fault where there is nothing to decide."""
    try:
        yield
    except JudgementFileError:
        raise
    except InputError as error:
        wrong = Wrong(parameter=parameter, place=place, message=str(error))
        raise ProblemError(400, f"{parameter}: {error}", errors=[wrong]) from error
