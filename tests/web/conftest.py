"""The web side on a small graph, worked out in web_graph."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from engines import store_of
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from web_graph import GRAPH
from web_problems import problem_of

from api.web import create_app
from graph_builder.settings import Settings
from graph_builder.store import Store, load

BASE = "/api/v1"


class WholeAnswers(FlaskClient):
    """A client that reads every answer to its end and closes it, as servers do."""

    def open(self, *args: Any, buffered: bool = True, **more: Any) -> Any:
        return super().open(*args, buffered=buffered, **more)


@pytest.fixture
def store() -> Store:
    """A store that holds the graph of these tests; only what another test loaded instead is replaced."""
    opened = store_of("arcadedb")
    load(opened, GRAPH)
    return opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a server on loopback."""
    return Settings(home=tmp_path)


@pytest.fixture
def app(store: Store, settings: Settings) -> OpenAPI:
    """The application over the store."""
    made = create_app(settings, lambda: nullcontext(store))
    made.test_client_class = WholeAnswers
    return made


@pytest.fixture
def client(app: OpenAPI) -> Iterator[FlaskClient]:
    """A client of the application."""
    with app.test_client() as made:
        yield made


@pytest.fixture
def get(client: FlaskClient) -> Any:
    """Ask a path below the base; gives the JSON of an answer that must have succeeded."""

    def ask(path: str) -> Any:
        answer = client.get(BASE + path)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert answer.mimetype == "application/json"
        return answer.get_json()

    return ask


@pytest.fixture
def refused(client: FlaskClient) -> Any:
    """Ask a path that must be refused with a status; gives the problem, its one shape checked."""

    def ask(path: str, status: int, **more: Any) -> Any:
        answer = client.open(path if path.startswith("/api") or path == "/" else BASE + path, **more)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return problem_of(answer)

    return ask
