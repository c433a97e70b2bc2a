"""The OpenAPI document: what flask-openapi3 collects, with the schemas of the answers and examples made by running."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flask_openapi3.openapi import OpenAPI
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from api.web.problems import Problem
from api.web.resource import Resource

EXAMPLES = Path(__file__).parent / "examples.json"
_REF = "#/components/schemas/{model}"
_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")


class _Answered(GenerateJsonSchema):
    """Schemas of what is sent: every field is there, whether or not it has a default."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)


def openapi_document(app: OpenAPI, resources: Iterable[Resource]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application."""
    document: dict[str, Any] = json.loads(json.dumps(app.api_doc))
    answers = {name: adapter for resource in resources for name, adapter in resource.answers.items()}
    schemas, definitions = _schemas(answers)
    components = document["components"]
    components["schemas"].pop("ValidationErrorModel", None)
    components["schemas"] |= definitions
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{}, {"token": []}]
    examples = _examples()
    for operation in _operations(document):
        name = operation["operationId"]
        sent = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if sent is not None and "body" in examples.get(name, {}):
            sent["examples"] = {"run": {"summary": examples[name]["request"], "value": examples[name]["body"]}}
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if status.startswith("2") and content is not None:
                content["schema"] = schemas[name]
                if name in examples:
                    content["examples"] = {
                        "run": {"summary": examples[name]["request"], "value": examples[name]["answer"]}
                    }
    document["paths"] = dict(sorted(document["paths"].items()))
    return document


def _operations(document: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def _schemas(answers: dict[str, TypeAdapter[Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of each answer, and the definitions that they share."""
    inputs: list[tuple[str, Any, TypeAdapter[Any]]] = [
        (name, "serialization", adapter) for name, adapter in answers.items()
    ]
    made, shared = TypeAdapter.json_schemas(
        [*inputs, ("problem", "serialization", TypeAdapter(Problem))], ref_template=_REF, schema_generator=_Answered
    )
    definitions: dict[str, Any] = shared.get("$defs", {})
    return {name: schema for (name, _), schema in made.items()}, _plain(definitions)


def _plain(value: Any) -> Any:
    """Descriptions without the marks of docstrings."""
    if isinstance(value, dict):
        made = {key: _plain(item) for key, item in value.items()}
        if isinstance(made.get("description"), str):
            made["description"] = _ROLE.sub(r"`\1`", made["description"]).replace("``", "`")
        return made
    return [_plain(item) for item in value] if isinstance(value, list) else value


@cache
def _examples() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXAMPLES.read_text("utf-8")) if EXAMPLES.exists() else {}
    return found
