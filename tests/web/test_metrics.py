"""What Prometheus is told, and who may ask."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from prometheus_client.parser import text_string_to_metric_families

from api.web import create_app
from api.web.asking import desk
from api.web.documentation import document_json
from graph_builder.errors import StoreAwayError
from graph_builder.settings import Settings
from graph_builder.store import Store
from graph_builder.store.migrations import newest

TOKEN = "a long secret token"


def told(client: FlaskClient, **more: Any) -> dict[tuple[str, ...], float]:
    """All samples: values by name and labels, these in the order of their names."""
    answer = client.get("/metrics", **more)
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.get_data(as_text=True))
        for sample in family.samples
    }


def test_requests_are_counted_by_the_template_of_their_route(client: FlaskClient) -> None:
    for path in ("/documents/a", "/documents/b?x=1", "/stats", "/nothing/here", "/nothing/there", "/documents?limit=0"):
        client.get(f"/api/v1{path}")
    client.post("/api/v1/stats")
    client.open("/api/v1/stats", method="BREW")
    found = told(client)
    requests = {key[1:]: value for key, value in found.items() if key[0] == "policygraph_requests_total"}
    assert requests == {
        ("GET", "/api/v1/documents/<path:id>", "404"): 2,
        ("GET", "/api/v1/stats", "200"): 1,
        ("GET", "/<path:name>", "404"): 2,
        ("GET", "/api/v1/documents", "400"): 1,
        ("POST", "none", "405"): 1,
        ("other", "none", "405"): 1,
    }
    assert found["policygraph_request_seconds_count", "/api/v1/stats"] == 1
    assert found["policygraph_request_seconds_bucket", "+Inf", "none"] == 2
    # a request for metrics is one too, once it is answered
    assert told(client)["policygraph_requests_total", "GET", "/metrics", "200"] == 1


def test_the_store_and_the_graph_are_told(client: FlaskClient, get: Any) -> None:
    stats = get("/stats")
    found = told(client)
    assert found["policygraph_store_up",] == 1
    assert found["policygraph_graph_info", stats["build"], str(newest())] == 1
    counted = {key[1]: value for key, value in found.items() if key[0] == "policygraph_graph_nodes"}
    assert counted["Document"] == stats["nodes"]["Document"] > 0
    assert told(client)["policygraph_graph_nodes", "Document"] == counted["Document"]


def test_a_store_that_is_away_is_told_at_once(settings: Settings) -> None:
    def away() -> Any:
        raise StoreAwayError("the store is away")

    app = create_app(settings, away)
    client = app.test_client()
    assert client.get("/api/v1/stats").status_code == 503
    found = told(client)
    assert found["policygraph_store_up",] == 0
    assert found["policygraph_store_errors_total", "away"] == 1
    assert not [key for key in found if key[0].startswith("policygraph_graph")]
    with app.app_context():
        desk().keeper.close()


@pytest.mark.parametrize("changes", [{"token": TOKEN}, {"token": TOKEN, "public_read": True}, {"public_read": True}])
def test_elsewhere_the_operator_alone_may_ask(store: Store, settings: Settings, changes: dict[str, Any]) -> None:
    client = create_app(settings.changed(host="0.0.0.0", **changes), lambda: nullcontext(store)).test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 401
    if "token" in changes:
        assert client.get("/api/v1/stats", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert told(client, headers={"Authorization": f"Bearer {TOKEN}"})["policygraph_store_up",] == 1


def test_other_host_names_are_refused_on_loopback(client: FlaskClient) -> None:
    assert client.get("/metrics", headers={"Host": "elsewhere.example"}).status_code == 400


def test_metrics_are_no_part_of_the_interface(app: OpenAPI) -> None:
    assert "/metrics" not in document_json(app)
