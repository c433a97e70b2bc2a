"""Who may read and write, and what a browser may do with the answers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from api.web.problems import ProblemError
from graph_builder.settings import Settings

PREFIX = "/api/v1"
_SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = (f"{PREFIX}/health", f"{PREFIX}/ready", f"{PREFIX}/openapi.json")
"""What everyone may read, as it tells nothing of the graph."""
METRICS = "/metrics"
"""What tells how the server is used: for its operator, even where everyone may read the graph."""
_WRITES = "_policygraph_writes"

_POLICY = {
    "default-src": "'self'",
    # Charts and component libraries set styles on elements; no script stands in a page.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def writes(view: Callable[..., object]) -> None:
    """Mark a view as one that changes something."""
    setattr(view, _WRITES, True)


def register_access(app: Flask, settings: Settings) -> None:
    """Check every request, and tell browsers what they may do with the answer."""

    trusted = settings.trusted_hosts

    def check() -> None:
        if trusted is not None and _host_name() not in trusted:
            raise ProblemError(
                400, "the server does not answer to this host name; POLICYGRAPH_HOSTS lists further ones"
            )
        if request.method not in _SAFE:
            _refuse_other_sites()
        if request.path == METRICS and not settings.is_local:
            _demand_token(settings, "reading metrics")
        if not request.path.startswith(PREFIX) or request.path in OPEN or request.method == "OPTIONS":
            return
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, _WRITES, False):
            if not settings.is_local:
                _demand_token(settings, "writing")
        elif not settings.reading_is_open:
            _demand_token(settings, "reading")

    def mark(response: Response) -> Response:
        for key, value in _HEADERS.items():
            response.headers.setdefault(key, value)
        origin = request.headers.get("Origin")
        if settings.origins:
            response.vary.add("Origin")
        if origin in settings.origins and request.method in _SAFE:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Methods"] = "GET"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    app.before_request(check)
    app.after_request(mark)


def _demand_token(settings: Settings, what: str) -> None:
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.token.get_secret_value() if settings.token else ""
    right = secrets.compare_digest(sent.strip().encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))
    if not wanted or scheme.lower() != "bearer" or not right:
        raise ProblemError(
            401,
            f"{what} needs the server's token; send it as `Authorization: Bearer …`",
            headers={"WWW-Authenticate": 'Bearer realm="policygraph"'},
        )


def _host_name() -> str | None:
    """The name by which a request calls the server, without its port."""
    try:
        return urlsplit(f"//{request.host}").hostname
    except ValueError:
        return None


def _refuse_other_sites() -> None:
    """Browsers say where a request comes from; other programs say nothing, and no page makes them ask."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    same = origin is None or urlsplit(origin).netloc == request.host
    if not same or site not in (None, "same-origin", "none"):
        raise ProblemError(403, "a page of another site may not send this")
