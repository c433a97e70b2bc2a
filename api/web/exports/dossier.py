"""The dossier of a document: all that the graph knows of it, to print."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template_string, request

from api import questions
from api.questions.answers import TraceStep
from api.questions.trace_graph import as_graph
from api.web.asking import ask, desk
from api.web.exports.template import TEMPLATE
from api.web.resource import marked, tag_of_now
from graph_builder.cli import words

_DEPTH, _RELATIONS = 10, 500


def dossier(document_id: str, day: date) -> Response:
    """One page of HTML with fields, status on a day, effects, trace, measures and the evidence of every relation.

    Raises :class:`~graph_builder.errors.NotFoundError` where the graph holds no such document.
    """
    tag = tag_of_now()
    if request.if_none_match.contains_weak(tag):
        return marked(Response(status=304), tag)
    trace = ask(questions.trace, document_id, depth=_DEPTH, limit=_RELATIONS)
    page = render_template_string(
        TEMPLATE,
        view=ask(questions.show, document_id),
        status=ask(questions.status, document_id, day),
        effects=ask(questions.effects, document_id),
        trace=trace,
        up=_flat(trace.up),
        down=_flat(trace.down),
        edges=as_graph(trace).edges,
        words=words,
        state=desk().state(),
    )
    return marked(Response(page, mimetype="text/html"), tag)


def _flat(steps: tuple[TraceStep, ...], depth: int = 0) -> list[tuple[int, TraceStep]]:
    """The steps of a tree in the order of reading, each with its depth."""
    found: list[tuple[int, TraceStep]] = []
    for step in steps:
        found += [(depth, step), *_flat(step.children, depth + 1)]
    return found
