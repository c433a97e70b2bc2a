"""The built page and the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.web import page
from graph_builder import knowledge


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder such as the page's build leaves."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>", "utf-8")
    (folder / "assets" / "main-1a2b.js").write_text("export {}", "utf-8")
    (folder / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (tmp_path / "outside.txt").write_text("not for everyone", "utf-8")
    monkeypatch.setattr(page, "viz_dir", lambda: folder)
    return folder


@pytest.mark.parametrize(
    "address", ["/", "/trace/%E7%94%B2%E5%8F%911%E5%8F%B7", "/search?q=x", "/document/a%2Fb%23c", "/index.html"]
)
def test_addresses_of_the_page_open_it(built: Path, client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert b"<title>page" in answer.data
    assert answer.headers["Cache-Control"] == "no-cache"


def test_files_of_the_page(built: Path, client: FlaskClient) -> None:
    script = client.get("/assets/main-1a2b.js")
    assert script.status_code == 200
    assert script.mimetype == "text/javascript"
    assert "immutable" in script.headers["Cache-Control"]
    assert client.get("/icon.svg").headers["Cache-Control"] == "no-cache"


def test_a_missing_file_is_no_page(built: Path, client: FlaskClient) -> None:
    answer = client.get("/assets/gone-9.js")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["/../outside.txt", "/%2e%2e/outside.txt", "/assets/..%2f..%2foutside.txt", "/..//outside.txt"]
)
def test_nothing_outside_is_served(built: Path, client: FlaskClient, address: str) -> None:
    assert b"not for everyone" not in client.get(address).data


def test_unknown_addresses_of_the_api_are_problems(built: Path, client: FlaskClient) -> None:
    assert client.get("/api/v1/nothing").mimetype == "application/problem+json"
    assert client.get("/api/nothing").status_code == 404


def test_without_a_page_the_documentation_is_shown(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "viz_dir", lambda: None)
    assert client.get("/").headers["Location"] == "/docs"
    assert client.get("/trace").status_code == 404


def test_the_documentation_needs_nothing_from_elsewhere(client: FlaskClient) -> None:
    shown = client.get("/docs").get_data(as_text=True)
    assert "://" not in shown
    for part in ("/docs/docs.js", "/docs/swagger/js/swagger-ui-bundle.js", "/docs/swagger/css/swagger-ui.css"):
        assert part in shown
        assert client.get(part).status_code == 200
    assert client.get("/docs/swagger/..%2f__init__.py").status_code == 404


def test_where_the_page_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "_HERE", tmp_path / "graph_builder")
    find = knowledge.viz_dir.__wrapped__
    built, packed = tmp_path / "viz" / "dist", tmp_path / "graph_builder" / "_viz"
    assert find() is None
    for folder in (built, packed):
        folder.mkdir(parents=True)
        assert find() != folder
        (folder / "index.html").touch()
        assert find() == folder
