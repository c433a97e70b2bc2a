"""What went wrong, in one shape: problem details for HTTP (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request
from pydantic import BaseModel, Field

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2


class Wrong(BaseModel):
    """A parameter that cannot be used."""

    parameter: str = Field(description="its name; empty for the body as a whole")
    place: str = Field(description="path, query, header or body")
    message: str = Field(description="what is wrong with it")
    takes: str | None = Field(default=None, description="what it takes")


class NearMatch(BaseModel):
    """Something that may have been meant."""

    id: str
    title: str
    href: str = Field(description="the path where it is answered")


class Problem(BaseModel):
    """What went wrong, why, and what can be done."""

    type: str = Field(description="tells the kind of problem; stays the same between versions")
    title: str = Field(description="the kind of problem in words")
    status: int = Field(description="the status of the answer")
    detail: str = Field(description="what is wrong this time, and the way out")
    instance: str = Field(description="tells this occurrence; the server's log has it as `id`")
    errors: list[Wrong] = Field(default=[], description="for 400: each parameter that cannot be used")
    suggestions: list[NearMatch] = Field(default=[], description="for 404: what may have been meant")


_TITLES = {
    400: ("bad-request", "The request cannot be understood"),
    401: ("unauthorized", "A token is needed"),
    403: ("forbidden", "This is not allowed"),
    404: ("not-found", "There is nothing of this name"),
    405: ("method-not-allowed", "This cannot be done here"),
    413: ("too-large", "The request is too large"),
    414: ("address-too-long", "The address is too long"),
    415: ("media-type", "The body is of a kind that is not taken"),
    429: ("too-many", "Too many requests"),
    431: ("headers-too-large", "The headers are too large"),
    500: ("internal", "The server made a mistake"),
    503: ("store-away", "The graph cannot be reached now"),
    504: ("too-much", "The question costs too much"),
}


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Iterable[Wrong] = (),
        suggestions: Iterable[NearMatch] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.suggestions = list(suggestions)
        self.headers = dict(headers or {})


def body_of(
    status: int,
    detail: str,
    instance: str,
    *,
    errors: Iterable[Wrong] = (),
    suggestions: Iterable[NearMatch] = (),
) -> bytes:
    """A problem as JSON. Needs no request, so that the server itself can use it too."""
    kind, title = _TITLES.get(status, ("problem", "The request cannot be answered"))
    made = Problem(
        type=f"urn:policygraph:problem:{kind}",
        title=title,
        status=status,
        detail=detail,
        instance=instance,
        errors=list(errors),
        suggestions=list(suggestions),
    )
    return made.model_dump_json().encode()


def problem(status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """The answer to a request that cannot be answered."""
    instance = f"urn:policygraph:request:{request.environ.get('policygraph.id', 'unknown')}"
    made = Response(body_of(status, detail, instance, **more), status, mimetype=MEDIA_TYPE)
    made.headers.update({"Cache-Control": "no-store", **(headers or {})})
    return made
