"""What `make audit` lets in: judged here on reports in the form that the tools give them."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from supply_chain import PROJECT, NotAskedError, Rules, page_weaknesses, python_weaknesses, read_rules, refused

RULES = Rules(frozenset({"MIT", "Apache-2.0", "MPL-2.0"}), {"The MIT way": "MIT"}, {"by-hand": "MIT"})


def part(name: str, *licences: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "licenses": list(licences)}


@pytest.mark.parametrize(
    "licences",
    [
        [{"license": {"id": "MIT"}}],
        [{"license": {"name": "The MIT way"}}],
        [{"license": {"id": "MIT"}}, {"license": {"name": "The MIT way"}}],
        [{"expression": "MIT OR GPL-3.0-only"}],
        [{"expression": "Apache-2.0 AND (GPL-2.0-only OR MIT)"}],
    ],
)
def test_allowed_licences(licences: list[dict[str, Any]]) -> None:
    assert refused([part("good", *licences)], RULES) == []


@pytest.mark.parametrize(
    "licences",
    [
        [{"license": {"id": "GPL-3.0-only"}}],
        [{"license": {"name": "Some name of its own"}}],
        [{"license": {"id": "MIT"}}, {"license": {"id": "GPL-3.0-only"}}],
        [{"expression": "MIT AND GPL-3.0-only"}],
        [{"expression": "MIT WITH Classpath-exception-2.0 AND"}],
    ],
)
def test_refused_licences(licences: list[dict[str, Any]]) -> None:
    (line,) = refused([part("good", {"license": {"id": "MIT"}}), part("bad", *licences)], RULES)
    assert line.startswith("bad 1.0: ")
    assert "is not allowed" in line


def test_a_part_without_licence_is_refused_until_a_person_has_read_it() -> None:
    assert refused([part("by-hand")], RULES) == []
    (line,) = refused([part("silent")], RULES)
    assert line == "silent 1.0: states no licence; read it and add it to by-hand"


def test_the_rules_of_the_project_can_be_read() -> None:
    rules = read_rules()
    assert "MIT" in rules.allowed
    assert not any(name.startswith(("GPL", "AGPL")) for name in rules.allowed)
    assert all(reason.strip() for reason in rules.accepted.values())


def test_weaknesses_of_python_packages() -> None:
    weak = {"id": "PYSEC-2021-1", "fix_versions": ["1.1"], "aliases": [], "description": "x"}
    entries = [{"name": "a", "version": "1.0", "vulns": [weak]}, {"name": "b", "version": "2.0", "vulns": []}]
    report = json.dumps({"dependencies": entries, "fixes": []})
    assert python_weaknesses(report, "") == [("PYSEC-2021-1", "a 1.0: PYSEC-2021-1, mended in ['1.1']")]


def test_weaknesses_of_npm_packages() -> None:
    via = [{"title": "Bad", "url": "https://example.org/advisories/GHSA-1", "range": "<2"}, "other"]
    report = json.dumps({"vulnerabilities": {"a": {"name": "a", "range": "<2", "via": via}}})
    assert page_weaknesses(report, "") == [("GHSA-1", "a <2: Bad (https://example.org/advisories/GHSA-1)")]
    assert page_weaknesses('{"vulnerabilities": {}}', "") == []


def test_a_service_that_was_not_asked_is_no_clean_bill() -> None:
    skipped = {"dependencies": [{"name": "a", "skip_reason": "not found"}], "fixes": []}
    with pytest.raises(NotAskedError, match="1 of 1 packages unknown there: not found"):
        python_weaknesses(json.dumps(skipped), "")
    with pytest.raises(NotAskedError, match="no route"):
        python_weaknesses("", "Traceback\nConnectionError: no route\n")
    with pytest.raises(NotAskedError, match="405"):
        page_weaknesses('{"message": "405 Method Not Allowed"}', "")
    with pytest.raises(NotAskedError, match="no answer"):
        page_weaknesses("", "")


def test_page_and_project_have_one_version() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert json.loads((PROJECT / "viz" / "package.json").read_text("utf-8"))["version"] == project["version"]
