"""The log of the server and of commands: a line for each entry, of JSON or of text, on the standard error.

Modules log as ever (``logging.getLogger(__name__)``, facts as ``extra``); what is said here is how it is written, and
that no secret is in it.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, quote_plus

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.typing import EventDict, Processor

from graph_builder.errors import PolicyGraphError
from graph_builder.settings import LogFormat, Settings, read_settings

_OURS = ("policygraph", "api", "graph_builder")
_OTHERS = ("gunicorn.error", "neo4j")
"""Packages whose warnings are worth a line."""
_SHORTEST_SECRET = 6
_HIDDEN = "******"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TELLING = re.compile(r"(?i)token|password|passwd|secret|authorization|api_?key")
_log = logging.getLogger(__name__)


class _Hiding:
    """Puts stars where a secret would stand, however it came into an entry: in an address, a message, a trace.

    What is shorter than six characters is left: it stands in other words by chance, and keeps nothing secret.
    """

    def __init__(self, values: Sequence[str]) -> None:
        forms = {form for value in values for form in (value, quote(value, safe=""), quote(value), quote_plus(value))}
        long = sorted((form for form in forms if len(form) >= _SHORTEST_SECRET), key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, long)), re.IGNORECASE) if long else None

    def __call__(self, _logger: Any, _name: str, entry: EventDict) -> EventDict:
        if self._secrets is None:
            return entry
        return {key: self._without(value) for key, value in entry.items()}

    def _without(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict):
            return {key: self._without(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._without(item) for item in value]
        return self._secrets.sub(_HIDDEN, str(value)) if self._secrets else value


def without_secrets(query: str) -> str:
    """The query of an address without the values of parameters that look like secrets.

    The server takes none there; a client that sends them all the same should not find them in a log.
    """
    return "&".join(map(_without_value, query.split("&")))


def _without_value(parameter: str) -> str:
    """Split rather than matched as a whole: every request is logged, and a long one costs no more than its length."""
    parts = parameter.split("=")
    told = next((at for at, part in enumerate(parts[:-1], 1) if _TELLING.search(part)), None)
    return parameter if told is None else "=".join([*parts[:told], _HIDDEN])


def _in_one_line(_logger: Any, _name: str, entry: EventDict) -> EventDict:
    """Control characters as pictures: what a client sent must not look like another entry, or steer a terminal."""
    return {
        key: _CONTROLS.sub(_picture, value) if isinstance(value, str) and key != "exception" else value
        for key, value in entry.items()
    }


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def formatter(form: LogFormat, hidden: Sequence[str] = (), *, colours: bool = False) -> logging.Formatter:
    """What writes entries in a form, without the secrets in ``hidden``.

    Every entry has ``time``, ``level`` and ``message``; beside them what is bound to its request (``id``) or run
    (``command``, ``run``) and its own facts; ``exception`` where there is one.
    """
    written: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        structlog.processors.EventRenamer("message"),
        _Hiding(hidden),
    ]
    if form is LogFormat.JSON:
        written.append(structlog.processors.JSONRenderer(ensure_ascii=True))
    else:
        # Plain traces: the others show the values of local variables, and secrets with them.
        plain = structlog.dev.ConsoleRenderer(
            colors=colours,
            event_key="message",
            timestamp_key="time",
            exception_formatter=structlog.dev.plain_traceback,
        )
        written += [_in_one_line, plain]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.stdlib.ExtraAdder(),
        ],
        processors=written,
    )


@contextmanager
def logging_to_stderr(settings: Settings, form: LogFormat) -> Iterator[None]:
    """Write the log of this program to the standard error for the length of a block."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(form, settings.secret_values, colours=sys.stderr.isatty()))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    levels = dict.fromkeys(_OURS, level) | dict.fromkeys(_OTHERS, max(level, logging.WARNING))
    former = {name: (logging.getLogger(name), logging.getLogger(name).level) for name in levels}
    for name, chosen in levels.items():
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(chosen)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, level in former.values():
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = True


def is_on() -> bool:
    """Whether the log is written, so that people need not be told the same in another way."""
    return bool(logging.getLogger(_OURS[0]).handlers)


@contextmanager
def logged_run(command: str) -> Iterator[None]:
    """Log what a command does, where the settings ask for a log; every entry has its name and an id of this run.

    Raises :class:`~graph_builder.errors.SettingsError`, and what the block raises.
    """
    settings = read_settings()
    if settings.log is None:
        yield
        return
    began = time.perf_counter()
    with logging_to_stderr(settings, settings.log), bound_contextvars(command=command, run=secrets.token_hex(4)):
        _log.info("command began")
        try:
            yield
        except PolicyGraphError as error:
            _log.error("command failed", extra={"reason": str(error), "seconds": _since(began)})
            raise
        except Exception:
            _log.exception("command failed", extra={"seconds": _since(began)})
            raise
        _log.info("command ended", extra={"seconds": _since(began)})


@contextmanager
def stage(name: str) -> Iterator[dict[str, Any]]:
    """A stage of a build or a load, logged with its seconds when it is done.

    The block gets a mapping, to which it adds what it counted.
    """
    counted: dict[str, Any] = {}
    began = time.perf_counter()
    yield counted
    _log.info("stage done", extra={"stage": name, "seconds": _since(began), **counted})


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
