"""The application under gunicorn: worker processes with threads, which end their requests before they stop."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from api.web import create_app
from api.web.asking import desk
from api.web.problems import MEDIA_TYPE, body_of
from graph_builder.errors import SettingsError
from graph_builder.logs import logging_to_stderr
from graph_builder.settings import LogFormat, LogLevel, Settings

_LONGEST_LINE = 8190
GRACE_SECONDS = 60
"""For requests to end, and the embedded engine to close its files after them."""
_KEEP_ALIVE_SECONDS = 15
_REASONS = {
    400: "Bad Request",
    414: "URI Too Long",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}
_METRICS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_log = logging.getLogger("policygraph.server")


def serve(settings: Settings) -> None:
    """Serve until the process is asked to end (SIGTERM, SIGINT); prints the address once it listens.

    Ends the process. Raises :class:`SettingsError` where the address cannot be listened at.
    """
    _check_free(settings)
    form = settings.log or (LogFormat.TEXT if sys.stderr.isatty() else LogFormat.JSON)
    with logging_to_stderr(settings, form), _metrics_folder() as folder:
        _Server(settings, folder).run()


@contextmanager
def _metrics_folder() -> Iterator[Path]:
    """A folder where the processes of this server put their metrics together; it goes when the first of them ends."""
    folder, first = Path(tempfile.mkdtemp(prefix="policygraph-metrics-")), os.getpid()
    # The only way to tell the library, which looks at it when it is imported.
    os.environ[_METRICS_VARIABLE] = str(folder)
    try:
        yield folder
    finally:
        # The others leave this block too, as they were forked in it.
        if os.getpid() == first:
            shutil.rmtree(folder, ignore_errors=True)


def _check_free(settings: Settings) -> None:
    try:
        family, kind, *_, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"{settings.host}:{settings.port}: another program listens here; choose another port with --port"
            ) from error
        raise SettingsError(
            f"{settings.host}:{settings.port}: cannot listen here ({error.strerror or error}); choose another address"
        ) from error


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the settings of this project; none are read from elsewhere."""

    def __init__(self, settings: Settings, metrics_folder: Path) -> None:
        self._settings = settings
        self._app = create_app(settings, metrics_folder=metrics_folder)
        super().__init__()

    def load_config(self) -> None:
        settings = self._settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        chosen: dict[str, Any] = {
            "bind": f"{host}:{settings.port}",
            "workers": settings.processes,
            "worker_class": _Worker,
            "threads": settings.threads,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": _KEEP_ALIVE_SECONDS,
            "limit_request_line": _LONGEST_LINE,
            "control_socket_disable": True,
            # Its warnings go where logging_to_stderr sends them; requests are logged by api.web.journal.
            "errorlog": None,
            "loglevel": "error" if settings.log_level is LogLevel.ERROR else "warning",
            "when_ready": self._ready,
            "post_worker_init": self._begin,
            "worker_exit": self._end,
        }
        for key, value in chosen.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return self._app

    def run(self) -> None:
        _Arbiter(self).run()

    def count_refused(self, status: int) -> None:
        """Count what was no request, and so never reached the application."""
        with self._app.app_context():
            desk().metrics.count("", None, status, None)

    def _ready(self, arbiter: Any) -> None:
        host, port = arbiter.LISTENERS[0].sock.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        print(f"policygraph: http://{shown}:{port}/ (Ctrl-C ends it)", flush=True)

    def _begin(self, _worker: Any) -> None:
        # A Ctrl-C reaches every process of the terminal; the first process tells the others to end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with self._app.app_context():
            desk().keeper.begin()

    def _end(self, _arbiter: Any, _worker: Any) -> None:
        with self._app.app_context():
            desk().keeper.close()


class _Arbiter(Arbiter):  # type: ignore[misc]
    """Ends gracefully on a Ctrl-C too."""

    def handle_int(self) -> None:
        self.handle_term()


class _Worker(ThreadWorker):  # type: ignore[misc]
    """Refuses what is no request in the same shape as the application."""

    def handle_error(self, _req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        status, detail = _refusal(exc)
        request_id = secrets.token_hex(8)
        entry = {"id": request_id, "status": status, "client": addr[0] if addr else None}
        # Not what the error says: it repeats the header that it is about, which may hold a secret.
        _log.warning("refused: %s", type(exc).__name__, extra=entry, exc_info=exc if status == 500 else None)
        self.app.count_refused(status)
        body = body_of(status, detail, f"urn:policygraph:request:{request_id}")
        head = (
            f"HTTP/1.1 {status} {_REASONS[status]}\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
            f"Content-Length: {len(body)}\r\nX-Request-ID: {request_id}\r\n\r\n"
        )
        try:
            util.write_nonblock(client, head.encode("latin-1") + body)
        except OSError:
            _log.info("the client has gone")


def _refusal(error: BaseException) -> tuple[int, str]:
    if isinstance(error, LimitRequestLine):
        return 414, f"an address may have {_LONGEST_LINE} bytes at most"
    if isinstance(error, LimitRequestHeaders):
        return 431, "the headers are too many, or too long"
    if isinstance(error, ParseException):
        return 400, "this is no request of HTTP"
    return 500, "the mistake is in the server's log under the id of this request; please report it"
