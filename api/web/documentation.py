"""The documentation of the addresses: the OpenAPI document, and pages to read it offline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import flask_openapi3_swagger  # type: ignore[import-untyped]
from flask import Blueprint, Response, current_app, send_from_directory
from flask_openapi3.openapi import OpenAPI

from api.web.access import PREFIX
from api.web.exports import exports
from api.web.resources import RESOURCES
from api.web.schemas import openapi_document

documentation = Blueprint("documentation", __name__)
ALL = (*RESOURCES, exports)
"""The resources that are documented."""
_OWN = Path(__file__).parent / "static"
_SWAGGER = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"


def document_json(app: OpenAPI) -> str:
    """The OpenAPI document as JSON."""
    return json.dumps(openapi_document(app, ALL), ensure_ascii=False, indent=1)


@documentation.get(f"{PREFIX}/openapi.json")
def read_openapi() -> Response:
    """The OpenAPI document."""
    key = "policygraph.openapi"
    made = current_app.extensions.get(key)
    if made is None:
        made = current_app.extensions[key] = document_json(cast(OpenAPI, current_app))
    return Response(made, mimetype="application/json", headers={"Cache-Control": "no-cache"})


@documentation.get("/docs")
def read_docs() -> Response:
    """The page that shows it."""
    return Response((_OWN / "docs.html").read_text("utf-8"), mimetype="text/html")


@documentation.get("/docs/docs.js")
def read_docs_script() -> Response:
    """What starts the page."""
    return Response((_OWN / "docs.js").read_text("utf-8"), mimetype="text/javascript")


@documentation.get("/docs/swagger/<path:name>")
def read_swagger(name: str) -> Response:
    """A file of Swagger UI."""
    return send_from_directory(_SWAGGER, name)
