"""The made-up country: the same bytes every time, a truth that holds together, and a build that finds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.country import Country, make, write_country
from benchmarks.country.citing import Doubtful
from benchmarks.country.model import CASCADE
from benchmarks.country.plan import cascade_of
from benchmarks.truth import OVERALL, Grade, fields_table, grade, table
from graph_builder.build import build_sources, read
from graph_builder.export.jsonl import write_jsonl
from graph_builder.model import RelationType

SMALL = Country(300, seed=7)
FEWEST = 10
"""Of fewer relations of a type a single one is more than a tenth."""

Row = dict[str, Any]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small country."""
    folder = tmp_path_factory.mktemp("country")
    write_country(SMALL, folder)
    return folder


@pytest.fixture(scope="module")
def found(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """What a build of its documents finds."""
    export = tmp_path_factory.mktemp("export")
    sources, issues = read([country / "documents"])
    write_jsonl(build_sources(sources, issues=issues), export)
    return grade(country / "truth", export, show=3)


def rows(path: Path) -> list[Row]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- the generator ------------------------------------------------------------------------------------------------


def test_the_same_seed_and_size_give_the_same_bytes(country: Path, tmp_path: Path) -> None:
    cascade_of.cache_clear()
    write_country(SMALL, tmp_path)
    assert files(tmp_path) == files(country)


def test_a_document_can_be_made_by_itself(country: Path) -> None:
    cascade_of.cache_clear()
    (path,) = (country / "documents").rglob("0000123.txt")
    assert path.read_text("utf-8") == "\n".join(make(SMALL, 123).lines) + "\n"


def test_another_seed_gives_other_documents() -> None:
    assert make(SMALL, 5).lines != make(Country(300, seed=8), 5).lines


def test_no_noise_leaves_clean_brackets_and_whole_lines() -> None:
    clear = Country(300, seed=7, noise=0.0)
    lines = [line for index in range(120) for line in make(clear, index).lines]
    assert not any(sign in line for line in lines for sign in "[［【﹝")
    noisy = [line for index in range(120) for line in make(Country(300, seed=7, noise=0.3), index).lines]
    assert any(sign in line for line in noisy for sign in "[［【﹝")


@pytest.mark.parametrize(("documents", "noise"), [(0, 0.0), (-1, 0.0), (10, -0.1), (10, 1.5)])
def test_impossible_countries_are_refused(documents: int, noise: float) -> None:
    with pytest.raises(ValueError, match="give"):
        Country(documents, noise=noise)


def test_a_folder_is_never_written_over(country: Path) -> None:
    with pytest.raises(FileExistsError):
        write_country(SMALL, country)


@pytest.mark.parametrize("size", [40, 1000, 100_000])
def test_numbers_are_borne_by_one_document(size: int) -> None:
    country = Country(size)
    last = country.cascades - 1
    cascades = range(max(0, last - 150), last + 1)  # a year's worth and more: numbers begin again every year
    numbers = [heading.number for each in cascades for heading in cascade_of(country, each)]
    assert len(set(numbers)) == len(numbers)
    assert sum(len(cascade_of(country, each)) for each in cascades) == size - cascades.start * CASCADE


def test_all_provinces_and_ten_years_are_there(country: Path) -> None:
    documents = rows(country / "truth" / "documents.jsonl")
    assert len({row["file"].split("/")[0] for row in documents}) == 32
    assert {"national", "provincial", "municipal", "county"} == {row["level"] for row in documents}
    assert len({row["issued_on"][:4] for row in documents}) >= 9


# -- the truth ----------------------------------------------------------------------------------------------------


def test_the_truth_holds_together(country: Path) -> None:
    documents = {row["id"]: row for row in rows(country / "truth" / "documents.jsonl")}
    assert len(documents) == 300
    seen = set()
    for row in rows(country / "truth" / "relations.jsonl"):
        source = documents[row["source"]]
        key = (row["source"], row["type"], row["target"], row["title"], row["number"])
        assert key not in seen
        seen.add(key)
        if row["target"] is not None:
            assert documents[row["target"]]["issued_on"] <= source["issued_on"]
            assert row["target"] != row["source"]
        else:
            assert row["title"]
        assert len(row["candidates"]) != 1
        assert all(documents[each]["issued_on"] <= source["issued_on"] for each in row["candidates"])


def test_citations_stand_in_their_lines(country: Path) -> None:
    documents = {row["id"]: row for row in rows(country / "truth" / "documents.jsonl")}
    for row in rows(country / "truth" / "relations.jsonl"):
        lines = (country / "documents" / documents[row["source"]]["file"]).read_text("utf-8").split("\n")
        rest = "".join(lines[row["line"] - 1 :])
        assert row["words"][:2] in rest[: len(lines[row["line"] - 1]) + 2]


def test_every_type_and_way_of_citing_occurs(country: Path) -> None:
    relations = rows(country / "truth" / "relations.jsonl")
    assert {row["type"] for row in relations} == {kind.value for kind in RelationType}
    assert {row["how"] for row in relations} == {"number", "title", "both"}
    assert any(row["candidates"] for row in relations)
    assert any(row["target"] is None and not row["candidates"] for row in relations)


def test_a_title_that_came_again_is_doubtful_or_told_apart() -> None:
    """In a large country the same policy is issued again: by its title alone it cannot be told from the first."""
    country = Country(2000, noise=0.0)
    made = (make(country, index) for index in range(1000, country.documents))
    targets = [(document, claim.target) for document in made for claim, _ in document.claims]
    doubtful = [(document, target) for document, target in targets if isinstance(target, Doubtful)]
    assert any(target.candidates[0].issuers == target.candidates[1].issuers for _, target in doubtful)
    for document, target in doubtful:
        assert len(target.candidates) > 1
        assert {candidate.title for candidate in target.candidates} == {target.title}
        assert all(candidate.day <= document.heading.day for candidate in target.candidates)


# -- the build ----------------------------------------------------------------------------------------------------


def test_the_build_finds_the_truth(found: Grade) -> None:
    assert found.tallies[OVERALL].f1 >= 0.97, table(found)
    weak = [
        kind.value
        for kind in RelationType
        if found.tallies[kind.value].gold >= FEWEST and found.tallies[kind.value].f1 < 0.9
    ]
    assert not weak, table(found)


def test_the_build_reads_the_headings(found: Grade) -> None:
    assert found.tallies["found"].recall == 1.0
    for name in ("title", "doc_number", "doc_type", "level", "issued_on", "issuers"):
        assert found.tallies[name].recall >= 0.98, fields_table(found)


def test_a_build_that_found_nothing_is_graded_so(country: Path, tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text("", "utf-8")
    (tmp_path / "relations.jsonl").write_text("", "utf-8")
    nothing = grade(country / "truth", tmp_path, show=1)
    assert nothing.tallies[OVERALL].hit == nothing.tallies[OVERALL].predicted == 0
    assert nothing.tallies[OVERALL].gold == len(rows(country / "truth" / "relations.jsonl"))
    assert nothing.tallies["found"].hit == 0
    assert {kind for kind, _ in nothing.misses} == {"missed", "wrong"}
