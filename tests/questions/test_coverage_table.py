"""Coverage of the real documents against the table of pairs worked out by reading (see the table's README)."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Set
from pathlib import Path

import pytest

from api.questions import coverage
from graph_builder.errors import NotFoundError
from graph_builder.store import Store

PAIRS = Path(__file__).parent.parent / "golden" / "coverage" / "pairs.csv"
HALVES = ("tune", "held")
PARTS = (*HALVES, "blind")
Place = tuple[int, int]
Places = set[Place]

pytestmark = pytest.mark.corpus


def half(pair: Place) -> str:
    """The half of a pair, by the pair alone (see the table's README)."""
    return "held" if hashlib.sha256(f"{pair[0]}-{pair[1]}".encode()).digest()[0] % 2 else "tune"


def table(parts: Set[str]) -> dict[tuple[str, str], Places]:
    """The pairs of some parts by their documents."""
    found: dict[tuple[str, str], Places] = defaultdict(set)
    with PAIRS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["set"] in parts:
                found[row["national"], row["provincial"]].add((int(row["national_line"]), int(row["provincial_line"])))
    return found


def aligned(store: Store, national: str, provincial: str) -> Places:
    """What the method pairs; nothing where it does not see that the one carries the other out as a whole."""
    try:
        (by,) = coverage(store, national, provincial).by
    except NotFoundError:
        return set()
    return {(pair.national.line, pair.provincial.line) for pair in by.alignment.pairs}


def found_and_wanted(store: Store, part: str) -> tuple[Places, Places]:
    """The pairs of a part that the method finds, and those that reading finds."""
    if part in HALVES:
        ours = table(set(HALVES))
        found = {pair for documents in ours for pair in aligned(store, *documents) if half(pair) == part}
    else:
        ours = table({part})
        found = {pair for documents in ours for pair in aligned(store, *documents)}
    return found, {pair for pairs in table({part}).values() for pair in pairs}


def test_the_table_holds_enough_pairs_and_half_are_set_aside() -> None:
    sizes = {part: sum(map(len, table({part}).values())) for part in PARTS}
    assert sizes["tune"] + sizes["held"] >= 40
    assert sizes["held"] >= sizes["tune"]
    assert sizes["blind"] >= 20
    assert all(half(pair) == part for part in HALVES for pairs in table({part}).values() for pair in pairs)
    assert table({"blind"}).keys().isdisjoint(table(set(HALVES)))


@pytest.mark.parametrize("part", PARTS)
def test_the_table_is_met(
    compendium_store: Store,
    part: str,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, wanted = found_and_wanted(compendium_store, part)
    right = len(found & wanted)
    precision, recall = right / len(found), right / len(wanted)
    record_property(f"{part}_precision", round(precision, 3))
    record_property(f"{part}_recall", round(recall, 3))
    with capsys.disabled():
        print(
            f"\ncoverage, {part}: {len(wanted)} pairs, {len(found)} found, {right} right; "
            f"precision {precision:.3f}, recall {recall:.3f}"
        )
    assert min(precision, recall) >= 0.8, (sorted(found - wanted), sorted(wanted - found))


def test_the_documents_of_the_halves_are_all_that_carry_theirs_out(compendium_store: Store) -> None:
    carried: dict[str, set[str]] = defaultdict(set)
    for national, provincial in table(set(HALVES)):
        carried[national].add(provincial)
    for national, expected in carried.items():
        assert {each.document.id for each in coverage(compendium_store, national).by} == expected
    (hubei,) = coverage(compendium_store, "人社部发〔2020〕11号", "冀人社传〔2020〕24号").by[0].alignment.elsewhere
    assert hubei.line == 3008
