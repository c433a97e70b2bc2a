"""The built page, where it was built; its own addresses are the page's, so that a link to a view opens it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, redirect, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from graph_builder.knowledge import viz_dir

page = Blueprint("page", __name__)
_FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = "assets/"
"""Files whose names change with their content."""


@page.get("/")
@page.get("/<path:name>")
def read_page(name: str = "") -> BaseResponse:
    """A file of the page, or the page itself for an address that is none; without the page, the documentation."""
    folder = viz_dir()
    if name.startswith("api/"):
        abort(404)
    if folder is None:
        return redirect("/docs") if not name else abort(404)
    return _file(folder, name) if name else _index(folder)


def _file(folder: Path, name: str) -> Response:
    try:
        found = send_from_directory(folder, name)
    except NotFound:
        if name.startswith(_HASHED):
            raise
        return _index(folder)
    found.headers["Cache-Control"] = _FOR_EVER if name.startswith(_HASHED) else "no-cache"
    return found


def _index(folder: Path) -> Response:
    found = send_from_directory(folder, "index.html")
    found.headers["Cache-Control"] = "no-cache"
    return found
