"""Who may read and write, and what browsers are told."""

from __future__ import annotations

import json
import logging
from contextlib import nullcontext
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.web import create_app
from api.web.access import writes
from api.web.parameters import Body
from api.web.resource import Resource
from graph_builder.logs import formatter
from graph_builder.settings import LogFormat, Settings
from graph_builder.store import Store

TOKEN = "a long and secret token"


class Note(Body):
    """A body."""

    text: str


def _client(store: Store, settings: Settings, **changes: Any) -> FlaskClient:
    app = create_app(settings.changed(**changes), lambda: nullcontext(store))

    def change() -> dict[str, str]:
        return {"done": "yes"}

    def look() -> dict[str, str]:
        return {"seen": "yes"}

    writes(change)
    app.add_url_rule("/api/v1/test-change", view_func=change, methods=["POST"])
    app.add_url_rule("/api/v1/test-look", view_func=look, methods=["POST"])
    return app.test_client()


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_loopback_is_open(store: Store, settings: Settings) -> None:
    client = _client(store, settings)
    assert client.get("/api/v1/stats").status_code == 200
    assert client.post("/api/v1/test-change").status_code == 200


@pytest.mark.parametrize("changes", [{"host": "0.0.0.0"}, {"host": "::"}, {"host": "192.0.2.1"}, {"proxies": 1}])
def test_elsewhere_reading_needs_the_token(store: Store, settings: Settings, changes: dict[str, Any]) -> None:
    client = _client(store, settings, token=TOKEN, rate="", **changes)
    answer = client.get("/api/v1/stats")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.mimetype == "application/problem+json"
    for wrong in ("", "x", TOKEN + "x", TOKEN[:-1], "密", f"{TOKEN}\udcff".encode("utf-8", "replace").decode()):
        headers = {"Authorization": f"Bearer {wrong}".encode().decode("latin-1")}
        assert client.get("/api/v1/stats", headers=headers).status_code == 401
    assert client.get("/api/v1/stats", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 401
    found = client.get("/api/v1/stats", headers=_bearer(TOKEN))
    assert found.status_code == 200
    assert found.headers["Cache-Control"].startswith("private")
    assert client.post("/api/v1/test-look").status_code == 401
    for path in ("/api/v1/health", "/api/v1/ready", "/api/v1/openapi.json", "/docs"):
        assert client.get(path).status_code == 200


def test_public_reading_leaves_writing_to_the_token(store: Store, settings: Settings) -> None:
    client = _client(store, settings, host="0.0.0.0", public_read=True, token=TOKEN, rate="")
    assert client.get("/api/v1/stats").status_code == 200
    assert client.post("/api/v1/test-look").status_code == 200
    assert client.post("/api/v1/test-change").status_code == 401
    assert client.post("/api/v1/test-change", headers=_bearer(TOKEN)).status_code == 200


def test_without_any_token_nobody_writes_from_afar(store: Store, settings: Settings) -> None:
    client = _client(store, settings, host="0.0.0.0", public_read=True, rate="")
    for sent in ("", "None", "x"):
        assert client.post("/api/v1/test-change", headers=_bearer(sent)).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_pages_of_other_sites_do_not_post(
    store: Store, settings: Settings, headers: dict[str, str], status: int
) -> None:
    assert _client(store, settings).post("/api/v1/test-change", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8320", 200), ("127.0.0.1", 200), ("[::1]:8320", 200), ("evil.example", 400), ("named.example", 200)],
)
def test_names_that_point_to_loopback_are_refused(store: Store, settings: Settings, host: str, status: int) -> None:
    client = _client(store, settings, hosts=("named.example",))
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == status


def test_no_other_origin_reads_unless_named(store: Store, settings: Settings) -> None:
    asked = {"Origin": "https://page.example"}
    answer = _client(store, settings).get("/api/v1/stats", headers=asked)
    assert "Access-Control-Allow-Origin" not in answer.headers
    client = _client(store, settings, origins=("https://page.example",))
    answer = client.get("/api/v1/stats", headers=asked)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://page.example"
    assert "Origin" in answer.headers["Vary"]
    assert (
        "Access-Control-Allow-Origin"
        not in client.get("/api/v1/stats", headers={"Origin": "https://x.example"}).headers
    )
    assert client.options("/api/v1/stats", headers=asked).headers["Access-Control-Allow-Methods"] == "GET"


@pytest.mark.parametrize("path", ["/docs", "/api/v1/stats", "/api/v1/nothing", "/api/v1/documents?limit=0"])
def test_every_answer_has_its_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy, "scripts come from the server itself only"
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_requests_are_logged_as_lines_of_json(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "policygraph.requests"):
        answer = client.get("/api/v1/documents?limit=1&year=2021\r\nforged", headers={"X-Request-ID": "given-1"})
        client.get("/api/v1/health", headers={"X-Request-ID": "bad id\x7f"})
    assert answer.headers["X-Request-ID"] == "given-1"
    json_lines = formatter(LogFormat.JSON)
    lines = [json_lines.format(record) for record in caplog.records if record.name == "policygraph.requests"]
    first, second = map(json.loads, lines)
    assert all("\n" not in line for line in lines)
    assert (first["id"], first["method"], first["path"], first["status"]) == (
        "given-1",
        "GET",
        "/api/v1/documents",
        400,
    )
    assert first["ms"] >= 0
    assert first["bytes"] == len(answer.data)
    assert second["id"] != "bad id\x7f"


def test_bodies_are_checked_too(store: Store, settings: Settings) -> None:
    resource = Resource("test", "Test")

    @resource.post("/test-note", dict[str, str])
    def write_note(body: Note) -> dict[str, str]:
        """Write a note."""
        return {"text": body.text}

    app = create_app(settings.changed(host="0.0.0.0", token=TOKEN, rate=""), lambda: nullcontext(store))
    app.register_api(resource.blueprint)
    client = app.test_client()
    assert client.post("/api/v1/test-note", json={"text": "x"}).status_code == 401
    answer = client.post("/api/v1/test-note", json={"text": "x"}, headers=_bearer(TOKEN))
    assert (answer.status_code, answer.get_json()) == (200, {"text": "x"})
    for wrong in ({"text": 1}, {"txt": "x"}, [], "x", None):
        refused = client.post("/api/v1/test-note", json=wrong, headers=_bearer(TOKEN))
        assert refused.status_code == 400
        assert refused.mimetype == "application/problem+json"
    deep = client.post(
        "/api/v1/test-note", data=b"[" * 100_000, content_type="application/json", headers=_bearer(TOKEN)
    )
    assert deep.status_code == 400
    lone = client.post(
        "/api/v1/test-note", data=b'{"text": "\\ud800"}', content_type="application/json", headers=_bearer(TOKEN)
    )
    assert lone.status_code == 400
    assert "surrogate" in lone.get_json()["detail"]
