"""Every example and counter-example of the data, and what must hold of its entries."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph_builder.agencies import AgencyRegistry, Context, Regions
from graph_builder.agencies.gazetteer import load_gazetteer
from graph_builder.agencies.naming import Namer, fits
from graph_builder.knowledge import load_yaml
from graph_builder.model import Level


def _examples() -> list[Any]:
    cases: list[Any] = []
    for stem in ("offices", "departments", "units", "forms"):
        data = load_yaml(f"agencies/{stem}.yaml")
        examples = list(data.get("examples", ()))
        if stem == "offices":
            examples += [example for office in data["offices"] for example in office["examples"]]
        cases += [pytest.param(example, id=f"{stem}: {example['text']}") for example in examples]
    return cases


@pytest.mark.parametrize("example", _examples())
def test_example(example: dict[str, Any]) -> None:
    context = Context(example.get("region"), tuple(example.get("issuers", ())), example.get("year"))
    agency = AgencyRegistry.load().resolve(example["text"], context)
    assert (agency.name if agency else None) == example["name"]


def test_no_two_entries_share_a_name() -> None:
    groups = load_yaml("agencies/national.yaml")
    names = Counter(entry["name"] for group in groups for entry in group["agencies"])
    assert [name for name, count in names.items() if count > 1] == []


def test_no_form_repeats_the_name_of_its_entry() -> None:
    for body in load_gazetteer().bodies.values():
        assert body.name not in (*body.short, *body.full, *body.bare)


def test_an_ambiguous_short_name_is_told_apart_by_years() -> None:
    """Two bodies may share a short name only if no year has both."""
    owners: dict[str, list[Any]] = {}
    for body in load_gazetteer().bodies.values():
        for form in (body.name, *body.short, *body.full):
            owners.setdefault(form, []).append(body)
    for form, bodies in owners.items():
        for year in range(1999, 2026):
            alive = [body.name for body in bodies if body.years.covers(year)]
            assert len(alive) < 2 or year in {edge for b in bodies for edge in (b.years.founded, b.years.dissolved)}, (
                form
            )


def test_every_national_body_is_read_as_itself() -> None:
    registry = AgencyRegistry.load()
    for name in load_gazetteer().bodies:
        agency = registry.resolve(name)
        assert agency is not None
        assert agency.name == name


@pytest.mark.parametrize("level", list(Level)[1:])
def test_every_kind_of_department_is_read_as_itself_in_every_kind_of_division(level: Level) -> None:
    gazetteer, regions, registry = load_gazetteer(), Regions.load(), AgencyRegistry.load()
    namer = Namer(gazetteer, regions)
    divisions = [division for division in regions.divisions if division.level is level and division.until is None]
    for division in divisions[:: 1 if level is Level.PROVINCIAL else 29]:
        for kind in gazetteer.kinds.values():
            if fits(kind, "", division):
                expected = namer.department(kind, "", division)
                agency = registry.resolve(expected.name)
                assert agency is not None, expected.name
                assert (agency.id, agency.known, agency.region) == (expected.id, True, division.name)


def test_named_offices_serve_known_divisions() -> None:
    regions = Regions.load()
    for body in load_gazetteer().bodies.values():
        assert body.region is None or regions.named(body.region) is not None


def test_divisions_are_complete() -> None:
    present = Counter(d.level for d in Regions.load().divisions if d.until is None and d.code)
    assert present[Level.PROVINCIAL] == 34
    assert present[Level.MUNICIPAL] == 333
    assert 2800 < present[Level.COUNTY] < 2900
