"""Documents of a few lines, read as far as measures need it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.measures import read_measures
from graph_builder.model import Measure
from graph_builder.structure import structure
from graph_builder.text import DocumentText, SourceText

Read = Callable[..., list[Measure]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Measures of a text: ``read(text, region=…, issued_on=…)``."""

    def measures(text: str, region: str | None = "江苏省", issued_on: date | None = date(2021, 3, 1)) -> list[Measure]:
        lines = tuple(text.split("\n"))
        source = SourceText("sample.txt", "sample", lines)
        parts = structure(DocumentText(source, 1, len(lines)))
        context = Context(region=region, issuers=(), year=issued_on.year if issued_on else None)
        return read_measures(parts, "文", AgencyRegistry.load(), context, issued_on)

    return measures
