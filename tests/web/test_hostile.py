"""Hostile strings in every parameter of every address: refused or answered, never an error of the server."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask_openapi3.openapi import OpenAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_problems import problem_of

from api.web import create_app
from api.web.documentation import document_json
from graph_builder.settings import Settings

SPECIAL = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "'",
    '"',
    "`",
    "\\",
    "' OR 1=1 //",
    "x'}) DETACH DELETE n //",
    "MATCH (n) DETACH DELETE n",
    "$build",
    "{id: $id}",
    '+"减免" AND (',
    "*:*",
    "~^:[]{}()!",
    "../../../etc/passwd",
    "..%2f..",
    "//",
    "?#&=;",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%n%d",
    "\ud800",
    "\udfff减免\ud800",
    "\u202e\u200b\ufeff",
    "😀" * 50,
    "减免" * 5000,
    "x" * 10_000,
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "0x10",
    "٣",
    "9999-12-31",
    "2020-02-30",
    "true",
    "null",
    "[]",
    "eyJhIjoxfQ",
    "WyJ4IiwidGl0bGUiLG51bGwsMV0",
]
TEXTS = st.one_of(
    st.sampled_from(SPECIAL), st.text(max_size=40), st.text(alphabet="\"'`\\\x00\ud800{}()[]$:/*-+~^", max_size=20)
)


def encoded(text: str) -> str:
    """As a client may send it: lone surrogates as the bytes that they would have, which are no UTF-8."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@cache
def operations() -> list[tuple[str, list[str]]]:
    """The addresses that are read, with the names of their parameters."""
    document = json.loads(document_json(create_app(Settings(home=Path("unused")))))
    return [
        (path, [each["name"] for each in item["get"].get("parameters", []) if each["in"] == "query"])
        for path, item in document["paths"].items()
        if "get" in item
    ]


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_parameter_breaks_the_server(app: OpenAPI, data: st.DataObject) -> None:
    path, names = data.draw(st.sampled_from(operations()))
    address = path.replace("{id}", encoded(data.draw(TEXTS)) or "%20")
    chosen = data.draw(st.lists(st.sampled_from(names), max_size=4)) if names else []
    _ask(app, f"{address}?" + "&".join(f"{name}={encoded(data.draw(TEXTS))}" for name in chosen))


@pytest.mark.parametrize("text", SPECIAL)
def test_every_parameter_takes_every_special_text(app: OpenAPI, text: str) -> None:
    for path, names in operations():
        address = path.replace("{id}", encoded(text) or "%20")
        for query in ["", *(f"{name}={encoded(text)}" for name in names)]:
            _ask(app, f"{address}?{query}")


def _ask(app: OpenAPI, address: str) -> None:
    answer: Any = app.test_client().get(address)
    assert answer.status_code in (200, 304, 400, 404), (address[:200], answer.get_data(as_text=True)[:500])
    if answer.status_code >= 400:
        problem_of(answer)


@cache
def posts() -> list[tuple[str, list[dict[str, Any]]]]:
    """The addresses that take a body, with a body of each kind that fits the description but for its texts."""
    document = json.loads(document_json(create_app(Settings(home=Path("unused")))))
    schemas = document["components"]["schemas"]

    def bodies(schema: dict[str, Any]) -> list[dict[str, Any]]:
        if "$ref" in schema:
            return bodies(schemas[schema["$ref"].rsplit("/", 1)[-1]])
        if "oneOf" in schema:
            return [body for each in schema["oneOf"] for body in bodies(each)]
        return [{name: _fitting(schemas, each) for name, each in schema["properties"].items()}]

    return [
        (path, bodies(item["post"]["requestBody"]["content"]["application/json"]["schema"]))
        for path, item in document["paths"].items()
        if "post" in item
    ]


def _fitting(schemas: Any, schema: Any) -> Any:
    if "anyOf" in schema:
        return None
    if "$ref" in schema:
        return schemas[schema["$ref"].rsplit("/", 1)[-1]]["enum"][0]
    return schema.get("const", "x")


@pytest.mark.parametrize("text", SPECIAL)
def test_every_field_of_a_body_takes_every_special_text(app: OpenAPI, text: str) -> None:
    for path, bodies in posts():
        address = path.replace("{id}", encoded(text) or "%20")
        for body in bodies:
            for name in body:
                _send(app, address, body | {name: text})


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_body_breaks_the_server(app: OpenAPI, data: st.DataObject) -> None:
    path, bodies = data.draw(st.sampled_from(posts()))
    body = dict(data.draw(st.sampled_from(bodies)))
    values = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.lists(TEXTS, max_size=2))
    for name in data.draw(st.lists(st.sampled_from(sorted(body)), max_size=4)):
        body[name] = data.draw(values)
    _send(app, path.replace("{id}", encoded(data.draw(TEXTS)) or "%20"), body)


def _send(app: OpenAPI, address: str, body: Any) -> None:
    answer: Any = app.test_client().post(address, json=body)
    # an id that begins with a slash makes another address, which takes no body
    assert answer.status_code in (200, 400, 404, 405, 413), (address[:200], body, answer.get_data(as_text=True)[:500])
    if answer.status_code >= 400:
        problem_of(answer)
