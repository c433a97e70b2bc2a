"""The application factory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path

from flask import request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from limits import parse_many
from werkzeug.middleware.proxy_fix import ProxyFix

from api.web.access import OPEN, PREFIX, register_access
from api.web.asking import Desk, set_desk
from api.web.documentation import ALL, documentation
from api.web.journal import Journal, name_routes
from api.web.keeper import StoreKeeper
from api.web.mistakes import register_mistakes
from api.web.page import page
from api.web.parameters import refuse
from graph_builder.errors import SettingsError
from graph_builder.judgements import JudgementLog
from graph_builder.settings import Settings, read_settings
from graph_builder.store import Store, open_store

_INFO = Info(
    title="Policy Graph",
    version=version("policygraph"),
    description=(
        "Government documents as a graph of what implements, forwards, extends and repeals what. "
        "Every answer carries its evidence: document, line, words, rule, confidence."
    ),
)


def create_app(
    settings: Settings | None = None,
    opening: Callable[[], AbstractContextManager[Store]] | None = None,
    *,
    metrics_folder: Path | None = None,
) -> OpenAPI:
    """The application: every question under ``/api/v1``, the page and the documentation beside it.

    Without ``settings`` the program's are read; ``opening`` opens the store otherwise than they say;
    ``metrics_folder`` is where several processes put their metrics together. The
    store is opened by the first request and closed by ``desk.keeper.close()`` (see :mod:`api.serve`). Raises
    :class:`SettingsError`.
    """
    # Not before the server has named the folder to the library.
    from api.web.metrics import Metrics, monitoring  # noqa: PLC0415

    settings = settings or read_settings().checked()
    app = OpenAPI(
        "api.web",
        info=_INFO,
        doc_ui=False,
        validation_error_status="400",
        validation_error_callback=refuse,
        static_folder=None,
    )
    # An id may hold `//`; a redirect to another id would be wrong.
    app.url_map.merge_slashes = False
    app.config.update(
        MAX_CONTENT_LENGTH=settings.body,
        COMPRESS_ALGORITHM="gzip",
        COMPRESS_ALGORITHM_STREAMING="gzip",
        COMPRESS_STREAMS=True,
        COMPRESS_MIN_SIZE=1000,
        COMPRESS_LEVEL=5,
    )
    app.config["COMPRESS_MIMETYPES"] = [
        *("text/html", "text/css", "text/javascript", "text/csv", "application/json", "application/jsonl"),
        *("application/ld+json", "application/xml", "application/problem+json", "image/svg+xml"),
    ]
    name_routes(app)
    _limit(app, settings)
    register_access(app, settings)
    register_mistakes(app)
    for resource in ALL:
        app.register_api(resource.blueprint)
    app.register_blueprint(documentation)
    app.register_blueprint(page)
    app.register_blueprint(monitoring)
    Compress(app)
    keeper = StoreKeeper(opening or (lambda: open_store(settings.store)))
    metrics = Metrics(metrics_folder)
    with app.app_context():
        log = JudgementLog(settings.judgements_file)
        set_desk(Desk(settings, log, keeper, metrics, [log.state]))
    app.wsgi_app = Journal(app.wsgi_app, metrics)  # type: ignore[method-assign]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _limit(app: OpenAPI, settings: Settings) -> None:
    if not settings.limit:
        return
    try:
        parse_many(settings.limit)
    except ValueError as error:
        raise SettingsError(f"POLICYGRAPH_RATE: '{settings.limit}' is no rate; write it as '600 per minute'") from error
    Limiter(
        get_remote_address,
        app=app,
        default_limits=[settings.limit],
        default_limits_exempt_when=lambda: request.path in OPEN or not request.path.startswith(PREFIX),
        storage_uri="memory://",
    )
