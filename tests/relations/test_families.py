"""Families: the same as by hand, whatever the order; cut into stretches without parting any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.relations.families import find_families, side_by_side, stretches
from graph_builder.tables.folder import Folder
from graph_builder.tables.workbench import Workbench

KEYS = st.integers(-20, 20)


def _by_hand(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    family: dict[int, set[int]] = {}
    for a, b in links:
        together = family.get(a, {a}) | family.get(b, {b})
        for key in together:
            family[key] = together
    return {key: min(keys) for key, keys in family.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=30), st.integers(0, 10**9))
def test_families(tmp_path: Path, links: list[tuple[int, int]], number: int) -> None:
    with Workbench(Folder.of(tmp_path / str(number))) as bench:
        bench.fill("given", "a BIGINT, b BIGINT", links)
        bench.folder.remove("made.parquet")
        find_families(bench, "made", "SELECT a, b FROM given")
        bench.view("made", ["made"])
        assert dict(bench.rows("SELECT key, family FROM made")) == _by_hand(links)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=30), st.lists(st.integers(0, 9), max_size=30), st.integers(1, 40))
def test_stretches_hold_whole_groups(tmp_path: Path, one: list[int], other: list[int], rows: int) -> None:
    lists = sorted(one), sorted(other)
    with Workbench(Folder.of(tmp_path)) as bench:
        for name, items in zip(("one", "other"), lists, strict=True):
            bench.fill(name, "g BIGINT", [(item,) for item in items])
        made = stretches(bench, "g", ["one", "other"], rows)
    cut = [[items[slice(*stretch.bounds[at])] for stretch in made] for at, items in enumerate(lists)]
    for items, parts in zip(lists, cut, strict=True):
        assert [item for part in parts for item in part] == items
    homes = [{*mine, *yours} for mine, yours in zip(*cut, strict=True)]
    assert all(homes)
    assert sum(map(len, homes)) == len({*one, *other})


def test_side_by_side() -> None:
    pairs = side_by_side([1, 1, 3], [1, 2], lambda item: item)
    assert [(list(left), list(right)) for left, right in pairs] == [([1, 1], [1]), ([], [2]), ([3], [])]
