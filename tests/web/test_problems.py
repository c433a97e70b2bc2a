"""Whatever goes wrong has one shape, says what to do, and tells nothing of the server."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import quote

import pytest
from engines import store_of
from flask import request
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from web_graph import GRAPH, ROOT
from web_problems import problem_of

from api.questions.listing import Place
from api.web import create_app
from api.web.asking import desk
from api.web.cursors import write_cursor
from graph_builder.errors import StoreAwayError, StoreError
from graph_builder.settings import Settings
from graph_builder.store import Store, load
from graph_builder.store.migrations import newest


@pytest.mark.parametrize(
    ("path", "parameter", "takes"),
    [
        ("/documents?level=planet", "level", "each one of national, provincial, municipal, county"),
        ("/documents?sort=title;DROP", "sort", "one of order, issued_on, -issued_on, title, doc_number, level"),
        ("/documents?limit=0", "limit", "a whole number from 1 to 500"),
        ("/documents?limit=many", "limit", "a whole number from 1 to 500"),
        ("/documents?in_corpus=perhaps", "in_corpus", "true or false"),
        ("/documents?year=20", "year", "from 1000 to 2999"),
        ("/documents?levle=national", "levle", "one of cursor, limit, level"),
        ("/documents?cursor=xyz", "cursor", "`next` of the page before"),
        ("/documents/x/status?on=yesterday", "on", "a day such as 2020-06-30"),
        ("/documents/x/status?on=1589000000", "on", "a day such as 2020-06-30"),
        ("/documents/x/status?on=0001-01-01", "on", "a day such as 2020-06-30"),
        ("/documents/x/trace?depth=1000", "depth", "a whole number from 1 to 50"),
        ("/documents/x/trace?confidence=nan", "confidence", "a number from 0 to 1"),
        ("/suggest", "q", "text from 1 to 200 characters"),
        ("/suggest?q=", "q", "text from 1 to 200 characters"),
        (f"/search?q={'x' * 501}", "q", "text of at most 500 characters"),
        ("/search?sort=id", "sort", "one of relevance, -issued_on, issued_on, title"),
        ("/paths?from=a", "to", "text from 1 to 600 characters"),
        (f"/documents/{'x' * 601}", "id", "text from 1 to 600 characters"),
        ("/lag?by=weather", "by", "one of issuer, counterpart, ministry, category, doc_type"),
        ("/export/documents?format=pdf", "format", "one of jsonl, csv, xlsx, graphml, gexf, jsonld"),
        ("/export/measures?format=gexf", "format", "one of jsonl, csv, xlsx"),
    ],
)
def test_400_names_the_parameter_and_what_it_takes(refused: Any, path: str, parameter: str, takes: str) -> None:
    problem = refused(path, 400)
    (error,) = problem["errors"]
    assert error["parameter"] == parameter
    assert takes in error["takes"]
    assert parameter in problem["detail"]


def test_several_mistakes_are_named_together(refused: Any) -> None:
    assert {error["parameter"] for error in refused("/documents?limit=0&year=x&foo=1", 400)["errors"]} == {
        "limit",
        "year",
        "foo",
    }


def test_a_measure_of_another_document(refused: Any) -> None:
    (error,) = refused(f"/documents/{quote(ROOT)}/trace?measure=none", 400)["errors"]
    assert error["parameter"] == "measure"


@pytest.mark.parametrize("rest", ["", "/text", "/passages", "/effects", "/status", "/trace", "/coverage", "/dossier"])
def test_404_suggests_near_documents(refused: Any, client: FlaskClient, rest: str) -> None:
    problem = refused(f"/documents/{quote('甲部发[2021]11号')}{rest}", 404)
    first = problem["suggestions"][0]
    assert first["id"] == ROOT
    assert client.get(first["href"]).status_code == 200


def test_404_suggests_near_agencies_and_addresses(refused: Any) -> None:
    assert refused(f"/agencies/{quote('示例省乙局')}", 404)["suggestions"][0]["id"] == "示例省乙厅"
    assert refused("/dokuments", 404)["suggestions"][0]["href"] == "/api/v1/documents"
    assert refused(f"/documents/{quote('完全不同')}", 404)["suggestions"] == []


def test_404_of_other_questions(refused: Any) -> None:
    assert refused(f"/status?id={quote('甲部发[2021]11号')}", 404)["suggestions"]
    assert refused(f"/paths?from={quote(ROOT)}&to=nothing", 404)
    assert refused(f"/documents/{quote(ROOT)}/coverage?by=nothing", 404)


def test_a_cursor_of_another_order_or_graph(refused: Any, get: Any) -> None:
    cursor = get("/documents?sort=title&limit=1")["next"]
    assert "sorted by 'title'" in refused(f"/documents?sort=level&cursor={cursor}", 400)["detail"]
    stale = write_cursor(Place("former", "title", "x", 1))
    assert "graph has changed" in refused(f"/documents?sort=title&cursor={stale}", 400)["detail"]


def test_405_names_what_is_possible(refused: Any, client: FlaskClient) -> None:
    assert "GET" in refused("/documents", 405, method="POST")["detail"]
    assert "GET" in client.delete("/api/v1/documents").headers["Allow"]


def test_413(app: OpenAPI, settings: Settings) -> None:
    @app.post("/api/v1/test-body")
    def body() -> str:
        return str(len(request.get_data()))

    answer = app.test_client().post("/api/v1/test-body", data=b"x" * (settings.body + 1))
    assert answer.status_code == 413
    assert str(settings.body) in answer.get_json()["detail"]


def test_429_says_when_to_come_back(store: Store, settings: Settings) -> None:
    app = create_app(settings.changed(rate="3 per minute"), lambda: nullcontext(store))
    client = app.test_client()
    statuses = [client.get("/api/v1/stats").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    answer = client.get("/api/v1/stats")
    assert answer.mimetype == "application/problem+json"
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert client.get("/api/v1/health").status_code == 200
    other = client.get("/api/v1/stats", environ_base={"REMOTE_ADDR": "127.0.0.2"})
    assert other.status_code == 200


def test_what_nobody_foresaw_tells_nothing(app: OpenAPI, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/api/v1/test-fault")
    def fault() -> str:
        raise ZeroDivisionError("secret place bolt://10.0.0.1")

    answer = app.test_client().get("/api/v1/test-fault")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert answer.get_json()["instance"] == f"urn:policygraph:request:{answer.headers['X-Request-ID']}"
    assert "secret place" in caplog.text


class _Faulty(Store):
    """A store every statement of which fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self._bounds = None
        self.place = "bolt://10.0.0.1:7687"
        self.engine = "none"

    def read(self, name: str, /, **params: Any) -> Any:  # noqa: ARG002 - a store's signature
        raise self._error


@contextmanager
def _opening(error: Exception) -> Any:
    yield _Faulty(error)


@pytest.mark.parametrize(
    "error", [StoreAwayError("bolt://10.0.0.1:7687: gone"), StoreError("bolt://10.0.0.1:7687: refuses")]
)
@pytest.mark.parametrize("path", ["/ready", "/documents", "/documents/x", "/export/documents", "/stats"])
def test_503_tells_when_to_ask_again(settings: Settings, error: Exception, path: str) -> None:
    answer = create_app(settings, lambda: _opening(error)).test_client().get(f"/api/v1{path}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.mimetype == "application/problem+json"
    assert "10.0.0.1" not in answer.get_data(as_text=True)


def test_the_server_lives_where_the_store_cannot_be_opened(settings: Settings) -> None:
    def closed() -> AbstractContextManager[Store]:
        raise StoreAwayError("bolt://10.0.0.1: refused")

    app = create_app(settings, closed)
    client = app.test_client()
    assert client.get("/api/v1/health").status_code == 200
    assert client.get("/api/v1/ready").status_code == 503
    with app.app_context():
        desk().keeper.close()


def test_nothing_loaded_is_said(settings: Settings) -> None:
    class Empty(_Faulty):
        def read(self, name: str, /, **params: Any) -> Any:  # noqa: ARG002 - a store's signature
            return []

    client = create_app(settings, lambda: nullcontext(Empty(StoreError("")))).test_client()
    answer = client.get("/api/v1/documents")
    assert answer.status_code == 503
    assert "policygraph build" in answer.get_json()["detail"]


@pytest.mark.parametrize("limit", [{"rows": 1}, {"seconds": 1e-6}])
def test_504_for_what_costs_too_much(settings: Settings, limit: dict[str, Any]) -> None:
    opened = store_of("arcadedb")
    load(opened, GRAPH)
    client = create_app(settings.model_copy(update=limit), lambda: nullcontext(opened)).test_client()
    answer = client.get("/api/v1/documents")
    assert answer.status_code == 504
    assert "narrow" in answer.get_json()["detail"]
    assert client.get("/api/v1/health").status_code == 200


def test_a_store_of_another_version_is_told_with_the_way_out(client: FlaskClient, store: Store) -> None:
    try:
        store.write("record_schema", number=newest() + 1, program="9.9.9")
        for path in ("/stats", "/ready", "/documents"):
            body = problem_of(client.get(f"/api/v1{path}"))
            assert body["status"] == 503
            assert f"schema {newest() + 1}, made by policygraph 9.9.9" in body["detail"]
            assert "install policygraph 9.9.9 or later" in body["detail"]
            assert store.place not in body["detail"]
        assert client.get("/api/v1/health").status_code == 200
    finally:
        store.write("record_schema", number=newest(), program="0")
