"""The words that the country is made of, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Line:
    """A line of work: a ministry, the departments that follow it, and what they deal with."""

    ministry: str
    cited: str
    letters: str
    kind: str
    local: str
    sections: tuple[str, ...]
    objects: tuple[str, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """``grammar.yaml``."""

    lines: tuple[Line, ...]
    general: tuple[str, ...]
    acts: tuple[str, ...]
    tails: tuple[str, ...]
    partners: tuple[tuple[str, str], ...]
    letters_of_provinces: dict[str, str]
    former: tuple[str, ...]
    former_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """``phrases.yaml``: sentences by place and by the type of relation that they state, and what fills a document."""

    openings: dict[str, tuple[str, ...]]
    purposes: dict[str, tuple[str, ...]]
    plans: dict[str, tuple[str, ...]]
    clauses: dict[str, tuple[str, ...]]
    closings: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]]
    amendments: tuple[str, ...]
    changes: tuple[str, ...]
    headings: tuple[str, ...]
    points: tuple[str, ...]
    sentences: tuple[str, ...]
    duties: tuple[str, ...]
    articles: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((_HERE / name).read_text("utf-8"))
    return content


@cache
def grammar() -> Grammar:
    """The grammar of the country."""
    content = _read("grammar.yaml")
    return Grammar(
        lines=tuple(_line(entry) for entry in content["lines"]),
        partners=tuple((entry["name"], entry["cited"]) for entry in content["partners"]),
        letters_of_provinces=content["letters_of_provinces"],
        **{name: tuple(content[name]) for name in ("general", "acts", "tails", "former", "former_rules")},
    )


def _line(entry: dict[str, Any]) -> Line:
    frozen: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Line(**frozen)


@cache
def phrases() -> Phrases:
    """The sentences of the country."""
    content = _read("phrases.yaml")
    frozen: dict[str, Any] = {
        name: {kind: tuple(row) for kind, row in value.items()} if isinstance(value, dict) else tuple(value)
        for name, value in content.items()
    }
    return Phrases(**frozen)
