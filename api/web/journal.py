"""One line of JSON in the log for each request."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_log = logging.getLogger("policygraph.requests")
_LOGGERS = {"policygraph": logging.INFO, "api": logging.INFO, "graph_builder": logging.INFO, "neo4j": logging.WARNING}

Environ = dict[str, Any]
StartResponse = Callable[..., Callable[[bytes], object]]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Journal:
    """Gives each request an id and logs it when its answer has been sent, or the client has gone.

    It stands outside of Flask, so that what Flask itself refuses is logged too.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        line = _Line(environ, given if _ID.fullmatch(given) else secrets.token_hex(8))
        environ["policygraph.id"] = line.id

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            line.status = int(status.split(" ", 1)[0])
            return start_response(status, [*headers, ("X-Request-ID", line.id)], *more)

        return _Counted(self._application(environ, started), line)


class _Line:
    """What is logged of a request."""

    def __init__(self, environ: Environ, request_id: str) -> None:
        self.id = request_id
        self.status = 0
        self.bytes = 0
        self._environ = environ
        self._began = time.perf_counter()

    def write(self) -> None:
        environ = self._environ
        entry = {
            "id": self.id,
            "method": environ.get("REQUEST_METHOD"),
            "path": _text(environ.get("PATH_INFO", "")),
            "query": environ.get("QUERY_STRING", "")[:2000],
            "status": self.status,
            "bytes": self.bytes,
            "ms": round((time.perf_counter() - self._began) * 1000, 1),
            "client": environ.get("REMOTE_ADDR"),
        }
        _log.info("request", extra={"entry": entry})


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
            self._line = None


def _text(path: str) -> str:
    return path.encode("latin-1", "replace").decode("utf-8", "replace")[:2000]


class JsonLines(logging.Formatter):
    """A line of JSON for each entry of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry as one line; what is logged with ``extra={"entry": …}`` stands in it as it is."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        said |= getattr(record, "entry", {})
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=True)


def log_to_stderr() -> None:
    """Send the log of this program to the standard error, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in _LOGGERS.items():
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
