"""The OpenAPI document: right, complete, its examples fresh, and what the server does is what it says."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from engines import store_of
from flask_openapi3.openapi import OpenAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode, checks

from api.web import create_app
from api.web.documentation import ALL, document_json
from api.web.examples import REQUESTS, ask_all, sample
from api.web.schemas import EXAMPLES
from graph_builder.settings import Settings
from graph_builder.store import load

VOLATILE = {"build", "state", "version", "fingerprint"}
"""Keys of an example that change with every rule of the reader."""
MOMENTARY = re.compile(r"\b[0-9a-f]{12}\b|\d{4}-\d\d-\d\dT[\d:.]+Z")
"""Ids of judgements, which are given by their time, and times."""
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


@pytest.fixture(scope="module")
def document() -> Any:
    """The document of an application without a store."""
    return json.loads(document_json(create_app(Settings(home=Path("unused")))))


def operations(document: Any) -> list[Any]:
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_it_is_valid(document: Any) -> None:
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1")


def test_every_operation_says_what_it_is(document: Any) -> None:
    names = [operation["operationId"] for operation in operations(document)]
    assert len(names) == len(set(names))
    for operation in operations(document):
        assert operation["summary"]
        assert {"200", "201"} & set(operation["responses"])
        assert {"400", "401", "429", "503", "504"} <= set(operation["responses"])
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (operation["operationId"], parameter["name"])


def test_every_resource_of_the_list_is_there(document: Any) -> None:
    paths = {path.removeprefix("/api/v1") for path in document["paths"]}
    assert {
        *("/documents", "/documents/{id}", "/documents/{id}/passages", "/documents/{id}/effects"),
        *("/documents/{id}/trace", "/documents/{id}/coverage", "/documents/{id}/status", "/documents/{id}/dossier"),
        *("/agencies", "/agencies/{id}", "/agencies/network", "/measures", "/relations", "/status", "/expiring"),
        "/validity",
        *(
            "/lag",
            "/lookup",
            "/judgements",
            "/judgements/queue",
            "/judgements/{id}/undo",
            "/search",
            "/suggest",
            "/documents/{id}/text",
            "/paths",
            "/collections",
            "/issues",
            "/stats",
            "/timeline",
            "/accuracy",
            "/health",
            "/ready",
        ),
    } <= paths


def test_answers_have_every_field(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert set(schemas["TraceStep"]["required"]) == set(schemas["TraceStep"]["properties"])
    assert "``" not in json.dumps(schemas)
    assert ":class:" not in json.dumps(schemas)
    assert all("__" not in name for name in schemas), "two answers have parts of one name; rename one of them"


def test_every_answer_has_an_example(document: Any) -> None:
    assert {name for resource in ALL for name in resource.answers} == set(REQUESTS)
    for operation in operations(document):
        good = next(response for status, response in operation["responses"].items() if status.startswith("2"))
        content = good["content"].get("application/json")
        assert content is None or content["examples"]["run"]["value"] is not None
        sent = operation.get("requestBody")
        assert sent is None or sent["content"]["application/json"]["examples"]["run"]["value"] is not None


def test_the_examples_are_what_the_server_answers(tmp_path: Path) -> None:
    opened = store_of("arcadedb")
    load(opened, sample())
    app = create_app(Settings(home=tmp_path), lambda: nullcontext(opened))
    kept = json.loads(EXAMPLES.read_text("utf-8"))
    assert _settled(ask_all(app)) == _settled(kept), "run `python -m api.web.examples` and look at what changed"


def _settled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "…" if key in VOLATILE else _settled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_settled(item) for item in value]
    return MOMENTARY.sub("…", value) if isinstance(value, str) else value


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_undocumented_is_answered(app: OpenAPI, mode: GenerationMode) -> None:
    """schemathesis makes requests that fit the document, and such that break it."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    asked: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=12,
            deadline=None,
            phases=(Phase.generate,),
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Accept-Encoding": "identity"}, checks=CHECKS)
            asked.add(case.operation.label)

        try:
            ask()
        except Unsatisfiable:
            # an address without parameters cannot be asked wrongly
            assert mode is GenerationMode.NEGATIVE
            assert not list(operation.iter_parameters()) and not operation.body
    assert len(asked) >= 30
