"""What a client holds is asked about, and sent again only when it changed."""

from __future__ import annotations

import gzip
from contextlib import nullcontext
from dataclasses import replace as changed
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from web_graph import GRAPH, ROOT

from api.web import create_app
from api.web.asking import desk
from graph_builder.settings import Settings
from graph_builder.store import Store, load

PATHS = (
    "/documents",
    f"/documents/{quote(ROOT)}",
    "/stats",
    "/export/documents?format=xlsx",
    f"/documents/{quote(ROOT)}/dossier",
)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_still_right_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(f"/api/v1{path}")
    assert first.headers["Cache-Control"] == "public, no-cache"
    tag = first.headers["ETag"]
    again = client.get(f"/api/v1{path}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(f"/api/v1{path}", headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_another_graph_has_another_tag(store: Store, settings: Settings) -> None:
    def tag() -> str:
        app = create_app(settings, lambda: nullcontext(store))
        return app.test_client().get("/api/v1/stats").headers["ETag"]

    before = tag()
    load(store, changed(GRAPH, issues=()))
    assert tag() != before
    load(store, GRAPH)
    assert tag() == before


def test_other_states_count_too(app: OpenAPI, client: FlaskClient) -> None:
    before = client.get("/api/v1/stats").headers["ETag"]
    with app.app_context():
        desk().states.append(lambda: "a judgement")
    assert client.get("/api/v1/stats").headers["ETag"] != before


def test_gzip_where_it_is_taken(client: FlaskClient) -> None:
    plain = client.get("/api/v1/openapi.json")
    small = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 5
    assert "Accept-Encoding" in small.headers["Vary"]


def test_gzip_of_what_is_streamed(client: FlaskClient) -> None:
    plain = client.get("/api/v1/export/documents?format=jsonl")
    small = client.get("/api/v1/export/documents?format=jsonl", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data


def test_head_has_no_body(client: FlaskClient) -> None:
    answer = client.head("/api/v1/stats")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"]


def test_problems_and_states_are_not_kept(client: FlaskClient) -> None:
    for path in ("/documents?limit=0", "/health", "/ready"):
        assert client.get(f"/api/v1{path}").headers["Cache-Control"] == "no-store"
