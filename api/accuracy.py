"""How right the reader was where that was measured: the figures of ``data/accuracy.json``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from graph_builder.knowledge import load_yaml

_FILE = "accuracy.json"


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class AccuracyColumn:
    """A column of figures: ``count`` is a number of things, ``share`` lies between 0 and 1."""

    key: str
    form: Literal["count", "share"]
    name: Wording


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """What was measured, and its figures by the keys of the columns; a column that says nothing of it is left out."""

    key: str
    name: Wording
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class AccuracyTable:
    """Figures that were measured together; ``how`` tells on what and how, and what they do not say."""

    key: str
    name: Wording
    how: Wording
    columns: tuple[AccuracyColumn, ...]
    rows: tuple[AccuracyRow, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All measurements, and the day of the last of them."""

    measured_on: date
    tables: tuple[AccuracyTable, ...]


@cache
def read_figures() -> Accuracy:
    """The published figures. Raises :class:`~graph_builder.errors.KnowledgeError` where their file is broken."""
    # JSON is YAML, so that the one reader with its schema serves.
    return TypeAdapter(Accuracy).validate_python(load_yaml(_FILE))
