"""One entry in the log, and in the metrics, for each request."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from graph_builder.logs import without_secrets

if TYPE_CHECKING:
    from api.web.metrics import Metrics

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ROUTE = "policygraph.route"
"""Where a request's environment has the template of its route; see :func:`name_routes`."""
_log = logging.getLogger("policygraph.requests")

Environ = dict[str, Any]
StartResponse = Callable[..., Callable[[bytes], object]]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Journal:
    """Gives each request an id, which all that is logged meanwhile has too.

    A request is logged and counted when its answer has been sent, or the client has gone. The journal stands outside of
    Flask, so that what Flask itself refuses is in it too.
    """

    def __init__(self, application: Application, metrics: Metrics) -> None:
        self._application = application
        self._metrics = metrics

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        line = _Line(environ, given if _ID.fullmatch(given) else secrets.token_hex(8), self._metrics)
        environ["policygraph.id"] = line.id
        # A thread answers one request after the other.
        clear_contextvars()
        bind_contextvars(id=line.id)

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            line.status = int(status.split(" ", 1)[0])
            return start_response(status, [*headers, ("X-Request-ID", line.id)], *more)

        return _Counted(self._application(environ, started), line)


class _Line:
    """What is logged of a request."""

    def __init__(self, environ: Environ, request_id: str, metrics: Metrics) -> None:
        self.id = request_id
        self.status = 0
        self.bytes = 0
        self._environ = environ
        self._metrics = metrics
        self._began = time.perf_counter()

    def write(self) -> None:
        environ = self._environ
        seconds = time.perf_counter() - self._began
        self._metrics.count(environ.get("REQUEST_METHOD", ""), environ.get(ROUTE), self.status, seconds)
        entry = {
            "id": self.id,
            "method": environ.get("REQUEST_METHOD"),
            "path": _text(environ.get("PATH_INFO", "")),
            "query": without_secrets(environ.get("QUERY_STRING", "")[:2000]),
            "status": self.status,
            "bytes": self.bytes,
            "ms": round(seconds * 1000, 1),
            "client": environ.get("REMOTE_ADDR"),
        }
        _log.info("request", extra=entry)


class _Counted:
    """An answer that counts its bytes."""

    def __init__(self, answer: Iterable[bytes], line: _Line) -> None:
        self._answer = answer
        self._parts = iter(answer)
        self._line: _Line | None = line

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> bytes:
        part = next(self._parts)
        if self._line:
            self._line.bytes += len(part)
        return part

    def close(self) -> None:
        """Called by the server when all is sent, or nothing more can be."""
        close = getattr(self._answer, "close", None)
        try:
            if close:
                close()
        finally:
            if self._line:
                self._line.write()
                clear_contextvars()  # what the thread does next is no part of this request
            self._line = None


def name_routes(app: Flask) -> None:
    """Tell the journal the template of each request's route, before anything can refuse the request."""

    def name() -> None:
        if request.url_rule is not None:
            request.environ[ROUTE] = request.url_rule.rule

    app.before_request(name)


def _text(path: str) -> str:
    return path.encode("latin-1", "replace").decode("utf-8", "replace")[:2000]
