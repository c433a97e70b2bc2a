"""The project's own set-up: lock file, bounds, make targets."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent
LOCK = (PROJECT / "requirements.lock").read_text("utf-8")
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]


def _locked() -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", LOCK, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK
    assert "index-url" not in LOCK


def test_every_locked_package_has_hashes() -> None:
    packages = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:]
    assert len(packages) == sum(map(len, _locked().values()))
    assert all("--hash=sha256:" in package for package in packages)


def test_the_lock_meets_the_declared_bounds() -> None:
    locked = _locked()
    wanted = [Requirement(line) for line in (*DECLARED["dependencies"], *DECLARED["optional-dependencies"]["dev"])]
    assert len(wanted) > 20
    for need in wanted:
        assert need.specifier, f"{need.name} has no lower bound"
        versions = locked[canonicalize_name(need.name)]
        assert all(need.specifier.contains(version, prereleases=True) for version in versions), need


def test_every_dependency_is_imported() -> None:
    modules = {
        "arcadedb-embedded": "arcadedb_embedded",
        "beautifulsoup4": "bs4",
        "neo4j-rust-ext": "neo4j",  # which it decodes for
        "python-docx": "docx",
        "pyyaml": "yaml",
        "scipy": "networkx",  # which ranks with it
    }
    code = "\n".join(
        path.read_text("utf-8") for name in ("graph_builder", "api") for path in (PROJECT / name).rglob("*.py")
    )
    for line in DECLARED["dependencies"]:
        name = Requirement(line).name
        module = modules.get(name, name.replace("-", "_"))
        assert re.search(rf"^\s*(?:from|import) {module}\b|import_module\(\"{module}", code, re.MULTILINE), name


def test_make_knows_its_targets() -> None:
    for target in ("setup", "run", "test", "lint", "format", "bench", "bench-serving", "clean"):
        done = subprocess.run(
            ["make", "--dry-run", target, "CORPUS=some path/file.txt", "SERVE=0"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        if target == "run":
            assert '--corpus "some path/file.txt"' in done.stdout
            assert "policygraph serve" not in done.stdout


def test_make_run_ends_by_serving() -> None:
    done = subprocess.run(["make", "--dry-run", "run"], cwd=PROJECT, capture_output=True, text=True, check=True)
    steps = [line for line in done.stdout.splitlines() if not line.startswith("make")]
    assert steps[-1].endswith("policygraph serve")
