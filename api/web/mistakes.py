"""Which problem each error becomes. What an error says of the store's place stays in the log."""

from __future__ import annotations

import logging
from difflib import get_close_matches

from flask import Flask, Response, current_app, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge, SecurityError
from werkzeug.routing import RequestRedirect

from api.questions.listing.paging import PlaceError
from api.web.asking import desk
from api.web.problems import RETRY_SECONDS, NearMatch, ProblemError, Wrong, problem
from graph_builder.errors import (
    JudgementFileError,
    NotFoundError,
    NothingLoadedError,
    SchemaError,
    StoreAwayError,
    StoreError,
    StoreLimitError,
)

_log = logging.getLogger(__name__)
_RETRY = {"Retry-After": str(RETRY_SECONDS)}


def register_mistakes(app: Flask) -> None:
    """Answer every error with a problem."""
    app.register_error_handler(ProblemError, _problem)
    app.register_error_handler(PlaceError, _place)
    app.register_error_handler(NothingLoadedError, _nothing_loaded)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(StoreAwayError, _away)
    app.register_error_handler(StoreLimitError, _limit)
    app.register_error_handler(SchemaError, _schema)
    app.register_error_handler(StoreError, _store)
    app.register_error_handler(JudgementFileError, _judgements)
    app.register_error_handler(RecursionError, _too_deep)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _problem(error: ProblemError) -> Response:
    return problem(
        error.status, error.detail, headers=error.headers, errors=error.errors, suggestions=error.suggestions
    )


def _place(error: PlaceError) -> Response:
    wrong = Wrong(parameter="cursor", place="query", message=str(error), takes="`next` of the page before")
    return problem(400, f"cursor: {error}", errors=[wrong])


def _nothing_loaded(_error: NothingLoadedError) -> Response:
    return problem(503, "no graph was loaded yet; run `policygraph build` or `policygraph load`", headers=_RETRY)


def _not_found(error: NotFoundError) -> Response:
    return problem(404, str(error))


def _away(_error: StoreAwayError) -> Response:
    desk().metrics.count_store_error("away")
    detail = f"the graph store does not answer; the server keeps trying, ask again in {RETRY_SECONDS} seconds"
    return problem(503, detail, headers=_RETRY)


def _limit(error: StoreLimitError) -> Response:
    desk().metrics.count_store_error("limit")
    _log.warning("a question went beyond its limits: %s", error)
    return problem(504, "the answer takes longer, or is larger, than is allowed for one question; narrow it")


def _schema(error: SchemaError) -> Response:
    _log.error("the store cannot be read: %s", error)
    return problem(503, error.reason, headers=_RETRY)


def _store(error: StoreError) -> Response:
    desk().metrics.count_store_error("refused")
    _log.error("the store cannot be read: %s", error)
    return problem(503, "the graph store cannot be read; the server's log says why", headers=_RETRY)


def _judgements(error: JudgementFileError) -> Response:
    _log.error("the judgements cannot be kept or read: %s", error)
    return problem(503, "the file of judgements cannot be read or written; the server's log says why", headers=_RETRY)


def _too_deep(_error: RecursionError) -> Response:
    return problem(400, "the body is nested too deeply")


def _http(error: HTTPException) -> Response | HTTPException:
    if isinstance(error, RequestRedirect) or error.code is None:
        return error
    if isinstance(error, RateLimitExceeded):
        wait = getattr(error.limit, "limit", None)
        seconds = wait.get_expiry() if wait else 60
        return problem(429, f"more than {error.description} from one address", headers={"Retry-After": str(seconds)})
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return problem(405, f"{request.method} is not possible here; {allowed} are", headers={"Allow": allowed})
    if isinstance(error, RequestEntityTooLarge):
        return problem(413, f"a body may have {current_app.config['MAX_CONTENT_LENGTH']} bytes at most")
    if isinstance(error, SecurityError):
        return problem(400, "the host name of the request is none")
    if error.code == 404:
        return problem(404, f"{request.path[:200]}: no such address", suggestions=_near_addresses())
    return problem(error.code, error.description or error.name)


def _near_addresses() -> list[NearMatch]:
    known = {
        rule.rule: rule
        for rule in current_app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    }
    close = get_close_matches(request.path[:200], known, n=3)
    return [NearMatch(id=address, title=address, href=address) for address in close]


def _unforeseen(error: Exception) -> Response:
    _log.error("unforeseen", exc_info=error)
    return problem(500, "the mistake is in the server's log under the id of this request; please report it")
