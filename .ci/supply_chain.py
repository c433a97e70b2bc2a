"""What the project is made of: its parts written down, their licences checked, their known weaknesses asked for.

``make audit`` runs it. It writes a CycloneDX list of the Python and of the npm packages to ``build/sbom``, and fails on
a licence that ``[tool.supply-chain]`` of ``pyproject.toml`` does not allow and on a weakness that an advisory service
knows. Where a service cannot be asked (no network, a mirror without advisories) it says so and does not fail, unless
``--must-ask`` is given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing  # type: ignore[import-untyped]

PROJECT = Path(__file__).resolve().parent.parent
SBOM = PROJECT / "build" / "sbom"
_BIN = Path(sys.executable).parent
_LOCKS = ("requirements.lock", "viz/node.lock")
_SECONDS = 120
"""Longest wait for a tool: a service that answers slowly counts as one that cannot be asked."""


class NotAskedError(Exception):
    """An advisory service could not be asked; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The table ``[tool.supply-chain]``.

    ``allowed`` are SPDX identifiers. ``names`` gives the identifier that another name for a licence stands for.
    ``by_hand`` gives the licence of a package whose metadata do not tell it. ``accepted`` are advisories that do not
    concern this project, each with the reason.
    """

    allowed: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    by_hand: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)


def read_rules(pyproject: Path = PROJECT / "pyproject.toml") -> Rules:
    """The rules of the project. Raises :class:`KeyError` where the table is missing."""
    table = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["supply-chain"]
    return Rules(frozenset(table["allowed"]), table["names"], table["by-hand"], table.get("accepted", {}))


# -- parts --------------------------------------------------------------------------------------------------------


def write_parts(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Write ``python.cdx.json`` and ``page.cdx.json`` into ``folder``; returns the components of each.

    Raises :class:`RuntimeError` where a tool fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    project = ("--pyproject", PROJECT / "pyproject.toml", "--no-validate", "--output-reproducible")
    commands: dict[str, tuple[str | Path, ...]] = {
        "python": (_BIN / "cyclonedx-py", "environment", *project, "--of", "JSON", "-o", "-", sys.executable),
        "page": (PROJECT / "viz" / "npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"),
    }
    parts: dict[str, list[dict[str, Any]]] = {}
    for name, command in commands.items():
        done = _run(command)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {_last_line(done.stderr)}")
        (folder / f"{name}.cdx.json").write_text(done.stdout, "utf-8")
        parts[name] = json.loads(done.stdout)["components"]
    return parts


# -- licences -----------------------------------------------------------------------------------------------------


def refused(components: Iterable[Mapping[str, Any]], rules: Rules) -> list[str]:
    """A line for each component whose licence is unknown or not allowed."""
    found = []
    for component in components:
        name, stated = component["name"], _stated(component)
        hand = rules.by_hand.get(name)
        licences = [hand] if hand else [rules.names.get(each, each) for each in stated]
        if not licences:
            found.append(f"{name} {component['version']}: states no licence; read it and add it to by-hand")
        elif not all(_is_allowed(licence, rules.allowed) for licence in licences):
            found.append(f"{name} {component['version']}: {' | '.join(stated)} is not allowed; do without it")
    return found


def _stated(component: Mapping[str, Any]) -> list[str]:
    """Expressions, identifiers and names of the licences that a component of CycloneDX has."""
    entries = component.get("licenses", [])
    return [entry.get("expression") or entry["license"].get("id") or entry["license"]["name"] for entry in entries]


def _is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression can be met by allowed licences alone."""
    spdx = get_spdx_licensing()
    try:
        expression = spdx.parse(licence, validate=True)
    except ExpressionError:
        return False
    free = {symbol: spdx.TRUE if symbol.key in allowed else spdx.FALSE for symbol in expression.symbols}
    return bool(expression.subs(free).simplify() == spdx.TRUE)


# -- weaknesses ---------------------------------------------------------------------------------------------------


def python_weaknesses(report: str, reason: str) -> list[tuple[str, str]]:
    """Advisory and line for each weakness in the JSON report of ``pip-audit``.

    ``reason`` is what the tool said besides. Raises :class:`NotAskedError` for a report that is none, or in which
    packages were passed over because the service did not know them.
    """
    try:
        entries = json.loads(report)["dependencies"]
    except (ValueError, KeyError) as error:
        raise NotAskedError(_last_line(reason)) from error
    skipped = [entry for entry in entries if "skip_reason" in entry]
    if skipped:
        raise NotAskedError(f"{len(skipped)} of {len(entries)} packages unknown there: {skipped[0]['skip_reason']}")
    return [
        (weakness["id"], f"{entry['name']} {entry['version']}: {weakness['id']}, mended in {weakness['fix_versions']}")
        for entry in entries
        for weakness in entry["vulns"]
    ]


def page_weaknesses(report: str, reason: str) -> list[tuple[str, str]]:
    """Advisory and line for each weakness in the JSON report of ``npm audit``; see :func:`python_weaknesses`."""
    try:
        made = json.loads(report)
    except ValueError as error:
        raise NotAskedError(_last_line(reason)) from error
    if "vulnerabilities" not in made:
        raise NotAskedError(made.get("message", _last_line(reason)))
    return [
        (via["url"].rsplit("/", 1)[-1], f"{package['name']} {package['range']}: {via['title']} ({via['url']})")
        for package in made["vulnerabilities"].values()
        for via in package["via"]
        if isinstance(via, dict)  # a text names another package, which has its own entry
    ]


def _ask_python() -> list[tuple[str, str]]:
    locks = [word for lock in _LOCKS for word in ("--requirement", PROJECT / lock)]
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    done = _run([_BIN / "pip-audit", *options, *locks])
    return python_weaknesses(done.stdout, done.stderr)


def _ask_page() -> list[tuple[str, str]]:
    done = _run([PROJECT / "viz" / "npm", "audit", "--json", "--package-lock-only"])
    return page_weaknesses(done.stdout, done.stderr)


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no answer")


def _run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    try:
        # the words are this file's own, none is a user's
        return subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"no answer within {_SECONDS} seconds")


def _say(line: str, below: Iterable[str] = ()) -> None:
    print(line, *below, sep="\n  ", flush=True)  # flushed: make prints lines of its own between


def main(arguments: Sequence[str]) -> int:
    """Do all three; returns the status for the shell."""
    rules = read_rules()
    status = 0
    for name, components in write_parts(SBOM).items():
        bad = refused(components, rules)
        _say(f"parts: {len(components)} of {name} in {SBOM.relative_to(PROJECT)}, {len(bad)} licences refused", bad)
        status |= bool(bad)
    for name, ask in (("Python packages", _ask_python), ("npm packages", _ask_page)):
        try:
            known = [line for advisory, line in ask() if advisory not in rules.accepted]
        except NotAskedError as error:
            _say(f"weaknesses: NOT ASKED for the {name}: {error}")
            status |= "--must-ask" in arguments
        else:
            _say(f"weaknesses: {len(known)} known in the {name}", known)
            status |= bool(known)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
