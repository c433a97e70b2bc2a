"""The examples of the documentation: real answers to real requests, from the sample that comes with the project.

``python -m api.web.examples`` asks them anew; a test asks them too and compares.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask_openapi3.openapi import OpenAPI

from api.web.access import PREFIX
from api.web.app import create_app
from api.web.schemas import EXAMPLES
from graph_builder.build import build
from graph_builder.knowledge import data_dir
from graph_builder.model import Graph
from graph_builder.settings import Settings
from graph_builder.store import load, open_store


@dataclass(frozen=True, slots=True)
class Sent:
    """A request with a body. ``{given}`` in its path is the id of the judgement given by the example before."""

    path: str
    body: Mapping[str, Any]
    status: int = 200


_MOST_ITEMS = 2
"""Entries of a list that an example shows; the rest is left out, as a reader wants the form."""

_NATIONAL = quote("财政部税务总局公告2021年第901号", safe="")
_PROVINCIAL = quote("示财税〔2021〕11号", safe="")
_ON = date(2022, 7, 1).isoformat()
_SIGNED = {"by": "李审", "reason": "与原文核对"}

REQUESTS: dict[str, str | Sent] = {
    "list_all_documents": "/documents?level=national&sort=-issued_on&limit=2",
    "read_timeline": "/timeline?in_corpus=true",
    "read_document": f"/documents/{_NATIONAL}",
    "read_passages": f"/documents/{_NATIONAL}/passages?limit=2",
    "read_effects": f"/documents/{_NATIONAL}/effects",
    "read_status": f"/documents/{_NATIONAL}/status?on={_ON}",
    "trace_document": f"/documents/{_NATIONAL}/trace?depth=1",
    "read_coverage": f"/documents/{_NATIONAL}/coverage",
    "find_paths": f"/paths?from={_PROVINCIAL}&to={_NATIONAL}&steps=2&limit=1",
    "search": f"/search?q={quote('房产税')}&on={_ON}&limit=2",
    "suggest": f"/suggest?q={quote('关于')}&limit=2",
    "read_text": f"/documents/{_NATIONAL}/text?on={_ON}",
    "read_statuses": f"/status?on={_ON}&limit=1",
    "read_validity": "/validity?level=national&limit=1",
    "list_expiring": "/expiring?from=2022-01-01&days=365&limit=2",
    "list_covered": "/coverage/covered?limit=1",
    "list_uncovered": "/coverage/uncovered?limit=1",
    "list_baseless": "/coverage/baseless?limit=1",
    "list_all_agencies": "/agencies?level=provincial&limit=2",
    "read_agency": f"/agencies/{quote('财政部')}?duties=1",
    "read_network": "/agencies/network",
    "read_lag": "/lag?by=ministry",
    "list_all_relations": "/relations?type=EXTENDS&limit=2",
    "list_all_measures": "/measures?limit=1",
    "list_collections": "/collections",
    "list_all_issues": "/issues?limit=2",
    "read_stats": "/stats?top=2",
    "lookup": Sent("/lookup", {"text": "按照财政部 税务总局公告2021年第901号和示财税〔2021〕99号办理。", "on": _ON}),
    "read_queue": "/judgements/queue?limit=1",
    "give_judgement": Sent(
        "/judgements",
        {
            "kind": "confirm",
            "source": "示财税〔2021〕11号",
            "type": "IMPLEMENTS",
            "target": "财政部税务总局公告2021年第901号",
            **_SIGNED,
        },
        status=201,
    ),
    "list_judgements": "/judgements",
    "undo_judgement": Sent("/judgements/{given}/undo", _SIGNED, status=201),
    "read_accuracy": "/accuracy",
    "is_alive": "/health",
    "is_ready": "/ready",
}
"""The request of each operation's example."""


def sample() -> Graph:
    """The graph of the sample."""
    return build([data_dir() / "sample"], collection="sample")


def ask_all(app: OpenAPI) -> dict[str, dict[str, Any]]:
    """The requests with what an application answers, long lists cut."""
    client = app.test_client()
    made = {}
    given = ""
    for name, asked in REQUESTS.items():
        sent = asked if isinstance(asked, Sent) else None
        path = sent.path.replace("{given}", given) if sent else str(asked)
        answer = client.post(f"{PREFIX}{path}", json=sent.body) if sent else client.get(f"{PREFIX}{path}")
        if answer.status_code != (sent.status if sent else 200):
            raise RuntimeError(f"{path}: {answer.get_data(as_text=True)}")
        made[name] = {"request": f"{'POST' if sent else 'GET'} {PREFIX}{path}", "answer": cut(answer.get_json())}
        if sent:
            made[name]["body"] = dict(sent.body)
        if name == "give_judgement":
            given = answer.get_json()["judgement"]["id"]
    return made


def cut(value: Any) -> Any:
    """Long lists cut to their first entries."""
    if isinstance(value, dict):
        return {key: cut(item) for key, item in value.items()}
    return [cut(item) for item in value[:_MOST_ITEMS]] if isinstance(value, list) else value


def main() -> None:
    """Ask all examples anew and keep the answers."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        with open_store(settings.store) as store:
            load(store, sample())
            found = ask_all(create_app(settings, lambda: nullcontext(store)))
    EXAMPLES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
