"""A group of addresses: how a view's answer becomes a response, and what the documentation says of it."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from importlib.metadata import version
from typing import Any, TypeVar

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import TypeAdapter

from api.web.access import PREFIX, writes
from api.web.asking import desk

View = TypeVar("View", bound=Callable[..., Any])
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_JSON, _BYTES = {"type": "object"}, {"type": "string", "format": "binary"}
_ALWAYS = {
    400: "A parameter cannot be used; the answer names it and what it takes.",
    401: "The server's token is needed.",
    429: "Too many requests.",
    503: "The graph cannot be reached now, or none was loaded yet; `Retry-After` says when to ask again.",
    504: "The answer takes longer, or is larger, than is allowed.",
}
_MISSING = {404: "The graph holds nothing of this name; the answer suggests what is near."}
_WRITING = {403: "A page of another site may not send this.", 413: "The body is too large."}
_VERSION = version("policygraph")


class Resource:
    """The views of one tag of the documentation.

    ``answers`` are what they answer, by the names of the views, which are the operations' ids too.
    """

    def __init__(self, name: str, description: str) -> None:
        self.answers: dict[str, TypeAdapter[Any]] = {}
        tag = Tag(name=name, description=description)
        self.blueprint = APIBlueprint(name, __name__, url_prefix=PREFIX, abp_tags=[tag])

    def get(self, rule: str, answer: Any, *, missing: bool = False, fresh: bool = True) -> Callable[[View], View]:
        """A view that reads; its function takes ``path`` and ``query`` and returns an ``answer``.

        ``missing``: it may find nothing of the name; ``fresh``: its answer depends on nothing but the request, the day
        and the graph, so that a client need not be sent it twice.
        """

        def add(view: View) -> View:
            responses = _responses(200, _ALWAYS | (_MISSING if missing else {}))
            if fresh:
                responses[304] = {"description": "What the client holds is still the answer."}
            self._add(self.blueprint.get, rule, view, answer, responses, fresh=fresh)
            return view

        return add

    def file(self, rule: str, types: tuple[str, ...], *, missing: bool = False) -> Callable[[View], View]:
        """A view that answers with a file of one of some media types; it makes the response itself."""

        def add(view: View) -> View:
            content = {name: {"schema": _JSON if name.endswith("+json") else _BYTES} for name in types}
            responses: dict[int, Any] = {
                200: {"description": "The file.", "content": content},
                304: {"description": "What the client holds is still the answer."},
            }
            self._document(
                self.blueprint.get, rule, view, view, responses | _problems(_ALWAYS | (_MISSING if missing else {}))
            )
            return view

        return add

    def post(
        self, rule: str, answer: Any, *, status: int = 200, missing: bool = False, changes: bool = True
    ) -> Callable[[View], View]:
        """A view that takes a ``body``; ``changes``: it writes, and demands the token away from loopback."""

        def add(view: View) -> View:
            responses = _responses(status, _ALWAYS | _WRITING | (_MISSING if missing else {}))
            self._add(self.blueprint.post, rule, view, answer, responses, status=status, changes=changes)
            return view

        return add

    def _add(
        self,
        method: Any,
        rule: str,
        view: Callable[..., Any],
        answer: Any,
        responses: dict[int, Any],
        *,
        status: int = 200,
        fresh: bool = False,
        changes: bool = False,
    ) -> None:
        adapter: TypeAdapter[Any] = TypeAdapter(answer)
        self.answers[view.__name__] = adapter

        @wraps(view)
        def answered(**given: Any) -> Response:
            tag = tag_of_now() if fresh else None
            if tag and request.if_none_match.contains_weak(tag):
                return marked(Response(status=304), tag)
            made = view(**given)
            content = made if isinstance(made, bytes) else adapter.dump_json(made)
            return marked(Response(content, status, mimetype="application/json"), tag)

        if changes:
            writes(answered)
        self._document(method, rule, view, answered, responses)

    def _document(
        self,
        method: Any,
        rule: str,
        view: Callable[..., Any],
        answered: Callable[..., Any],
        responses: dict[int, Any],
    ) -> None:
        summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
        method(
            rule,
            operation_id=view.__name__,
            summary=summary,
            description=description or summary,
            responses=responses,
        )(answered)


def _responses(success: int, problems: dict[int, str]) -> dict[int, Any]:
    good: dict[int, Any] = {success: {"description": "The answer.", "content": {"application/json": {}}}}
    return good | _problems(problems)


def _problems(problems: dict[int, str]) -> dict[int, Any]:
    return {status: {"description": words, **_PROBLEM} for status, words in problems.items()}


def tag_of_now() -> str:
    """What an answer given now is marked with: it changes with the graph, the judgements, the day and the version.

    Raises :class:`~graph_builder.errors.StoreError` where the store cannot tell.
    """
    state = "|".join([_VERSION, date.today().isoformat(), desk().state()])
    return hashlib.sha256(state.encode()).hexdigest()[:24]


def marked(response: Response, tag: str | None) -> Response:
    """A response that a client may keep, and must ask about before it uses it again."""
    kept = "public" if desk().settings.reading_is_open else "private"
    response.headers["Cache-Control"] = f"{kept}, no-cache" if tag else "no-store"
    if tag:
        response.set_etag(tag, weak=True)
    return response
