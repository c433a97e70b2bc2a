"""The check of the installation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_builder.cli import doctor

Run = Callable[..., Any]


def _checks(run: Run) -> dict[str, dict[str, Any]]:
    return {check["name"].split()[-1]: check for check in json.loads(run("doctor", "--json").out)["checks"]}


@pytest.mark.usefixtures("loaded")
def test_a_sound_installation(run: Run) -> None:
    result = run("doctor")
    assert result.status == 0, result.out
    assert "有误" not in result.out
    checks = _checks(run)
    assert all(check["ok"] for check in checks.values())
    assert "sample" in checks["collections"]["seen"]


def test_a_store_that_does_not_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", "bolt://127.0.0.1:1")
    assert run("doctor").status == 2
    store = _checks(run)["store"]
    assert not store["ok"]
    assert store["mend"]


def test_a_data_folder_that_cannot_be_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "file" / "home"))
    checks = _checks(run)
    assert not checks["folder"]["ok"]
    assert "POLICYGRAPH_HOME" in checks["folder"]["mend"]


def test_a_rule_that_breaks_its_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "odd.schema.json").write_text('{"type": "array"}')
    (tmp_path / "odd.yaml").write_text("a: 1")
    monkeypatch.setattr(doctor, "data_dir", lambda: tmp_path)
    monkeypatch.setattr("graph_builder.knowledge.data_dir", lambda: tmp_path)
    check = doctor._data()
    assert not check.ok
    assert "odd.yaml" in check.seen


def test_packages_that_are_missing_or_old(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["no-such-package>=1", "click>=999", "rich>=1", "pytest>=999; extra == 'dev'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _name: wanted)
    check = doctor._packages()
    assert not check.ok
    assert "no-such-package is missing" in check.seen
    assert "click" in check.seen
    assert "rich" not in check.seen
    assert "pytest" not in check.seen


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PYTHON", (99, 0))
    assert not doctor._python().ok


@pytest.mark.usefixtures("loaded")
def test_settings_are_printed_with_their_origin_and_without_secrets(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_TOKEN", "very-secret-word")
    monkeypatch.setenv("POLICYGRAPH_TOKNE", "a slip of the pen")
    for result in (run("doctor"), run("doctor", "--json")):
        assert "POLICYGRAPH_TOKEN" in result.out
        assert "very-secret-word" not in result.out
        assert "not known: POLICYGRAPH_TOKNE" in result.out
    settings = {each["name"]: each for each in json.loads(run("doctor", "--json").out)["settings"]}
    assert (settings["token"]["origin"], settings["port"]["origin"]) == ("environment", "default")


def test_a_setting_that_cannot_be_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_PORT", "web")
    assert run("doctor").status == 2
    check = _checks(run)["settings"]
    assert not check["ok"]
    assert "POLICYGRAPH_PORT" in check["seen"]
