"""The published figures are those of the results and the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.accuracy import AccuracyTable, read_figures

PROJECT = Path(__file__).parent.parent
RESULTS = (PROJECT / "benchmarks" / "RESULTS.md").read_text("utf-8")
README = (PROJECT / "README.md").read_text("utf-8")
TABLES = {table.key: table for table in read_figures().tables}


def cells(text: str, first: str) -> list[str]:
    """The cells of the row of a table that begins with ``first``, figures alone."""
    row = next(line for line in text.splitlines() if re.match(rf"\| {re.escape(first)} *\|", line))
    return [re.sub(r" \(.*\)", "", cell.strip()) for cell in row.strip("| ").split("|")[1:]]


def test_the_relations_are_those_of_the_results() -> None:
    assert read_figures().measured_on.isoformat() in RESULTS.splitlines()[2]
    for row in TABLES["relations"].rows:
        labelled, ours, baseline = map(float, cells(RESULTS, row.key))
        assert row.figures == {"labelled": labelled, "ours": ours, "baseline": baseline}, row.key


@pytest.mark.parametrize(
    ("first", "key"),
    [
        ("relations with their type", "relations_typed"),
        ("targets found", "relations_linked"),
        ("relations inside the compendium, mere citations left out", "relations_inside_strong"),
    ],
)
def test_the_readme_has_the_same(first: str, key: str) -> None:
    row = next(row for row in TABLES["relations"].rows if row.key == key)
    assert [row.figures["ours"], row.figures["baseline"]] == list(map(float, cells(README, first)))


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        ("documents found; bounds within 3 lines", ["documents_found", "bounds"]),
        (
            "title, number, date of issue, level, type, issuers exactly right",
            ["title", "doc_number", "issued_on", "level", "doc_type", "issuers"],
        ),
        ("effective from, effective to, enclosures (F1)", ["effective_from", "effective_to", "enclosures"]),
        ("line of the evidence right", ["evidence_line"]),
        ("measures; who is responsible; end of validity (F1)", ["measures", "responsible", "validity_end"]),
    ],
)
def test_the_fields_are_those_of_the_readme(first: str, keys: list[str]) -> None:
    (said,) = cells(README, first)
    parts = said.split("; ")
    rows = {row.key: row.figures for name in ("fields", "measures") for row in TABLES[name].rows}
    for at, key in enumerate(keys):
        numbers = [float(number) for number in re.findall(r"\d*\.\d+|\d+", parts[min(at, len(parts) - 1)])]
        assert list(rows[key].values()) == numbers, key


@pytest.mark.parametrize(
    ("first", "key"),
    [("seen", "seen"), ("set aside (by the author of the method)", "set_aside"), ("drawn up blind", "blind")],
)
def test_the_coverage_is_that_of_the_readme(first: str, key: str) -> None:
    figures = next(row.figures for row in TABLES["coverage"].rows if row.key == key)
    assert [figures["precision"], figures["recall"]] == list(map(float, cells(README, first)))
    assert re.search(rf"\b{figures['pairs']:.0f}\b", README[: README.index("| pairs | precision")].rsplit("\n\n", 2)[1])


def test_the_agreement_is_that_of_the_readme() -> None:
    (row,) = TABLES["agreement"].rows
    assert f"agree at {row.figures['agreement']:.2f} by type".replace("0.", ".") in " ".join(README.split())


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_figure_has_its_column(table: AccuracyTable) -> None:
    forms = {column.key: column.form for column in table.columns}
    for row in table.rows:
        assert row.figures.keys() <= forms.keys()
        assert all(value <= 1 for key, value in row.figures.items() if forms[key] == "share")
