"""Differences between lists in tables: applied to what is held they give the new list, with places that come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_tables import rows_in_tables

from graph_builder.errors import DifferenceError
from graph_builder.tables.difference import Difference, Differing
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows
from graph_builder.tables.workbench import Workbench

GAP = 1 << 10


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    says: str | None
    lists: tuple[str, ...] = ()


def rows(*names: str) -> list[Row]:
    """Rows of one name each; what follows a colon is what the row says."""
    return [Row(name, says or None) for name, _, says in (each.partition(":") for each in names)]


@dataclass(slots=True)
class Held:
    """What a store would hold of a list: the rows by their places."""

    rows: dict[int, Row]

    @classmethod
    def whole(cls, items: Sequence[Row]) -> Held:
        return cls({(at + 1) * GAP: item for at, item in enumerate(items)})

    def apply(self, difference: Difference, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Change it as a difference says; what is not named stays."""
        places = {item: place for place, item in self.rows.items()} if len(set(old)) == len(old) else None
        for index, place in difference.gone.items():
            assert self.rows.pop(place) == old[index]
        if places is not None:
            names = {item.name: place for item, place in places.items()}
            for index in (*difference.changed, *difference.moved):
                del self.rows[names[new[index].name]]
            for index in difference.moved:
                assert new[index] in places
        for part in (difference.come, difference.changed, difference.moved):
            for index, place in part.items():
                assert place not in self.rows
                self.rows[place] = new[index]

    def list(self) -> list[Row]:
        return [self.rows[place] for place in sorted(self.rows)]


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes tables of lists, and tells their differences."""

    folder: Folder
    bench: Workbench
    size: int = 2

    def tables(self, items: Sequence[Row], size: int | None = None) -> Rows[Row]:
        return rows_in_tables(Row, items, self.folder, "t", size or self.size)

    def difference(self, base: Sequence[Row], old: Sequence[Row], new: Sequence[Row], *key: str) -> Difference:
        return Differing(self.bench, GAP).of(*map(self.tables, (base, old, new)), key)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = Folder.of(tmp_path)
    with Workbench(folder) as bench:
        yield Desk(folder, bench)


BASE = rows("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BASE, Difference({}, {}, {}, {})),
        (rows("a", "b", "x", "c", "d", "e"), Difference({}, {2: 2 * GAP + GAP // 2}, {}, {})),
        (rows("x", *"abcde"), Difference({}, {0: GAP // 2}, {}, {})),
        (rows(*"abcde", "x", "y"), Difference({}, {5: 6 * GAP, 6: 7 * GAP}, {}, {})),
        (rows(*"abde"), Difference({2: 3 * GAP}, {}, {}, {})),
        (rows("a", "b:new", "c", "d", "e"), Difference({}, {}, {1: 2 * GAP}, {})),
        (rows("a", "c", "d", "b", "e"), Difference({}, {}, {}, {3: 4 * GAP + GAP // 2})),
        (rows("e", "a", "b:new", "c", "d"), Difference({}, {}, {2: 2 * GAP}, {0: GAP // 2})),
        ([], Difference({at: (at + 1) * GAP for at in range(5)}, {}, {}, {})),
    ],
)
def test_what_differs_and_where_it_comes(desk: Desk, new: list[Row], expected: Difference) -> None:
    assert desk.difference(BASE, BASE, new, "name") == expected
    assert len(desk.difference(BASE, BASE, new, "name")) == sum(
        map(len, (expected.gone, expected.come, expected.changed, expected.moved))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Row("a", None), Row("a", "")),
        (Row("a", "x", ()), Row("a", "x", ("",))),
        (Row("a", "x", ("bc",)), Row("a", "x", ("b", "c"))),
        (Row("a", '","', ()), Row("a", '"', (",",))),
        (Row("a", None, ("0",)), Row("a", "0", ())),
    ],
)
def test_whatever_a_row_says_is_told_apart(desk: Desk, one: Row, other: Row) -> None:
    assert desk.difference([one], [one], [other], "name").changed == {0: GAP}
    assert len(desk.difference([one], [one], [other])) == 2


def test_texts_that_hardly_differ_are_told_apart(desk: Desk) -> None:
    items = [
        Row(f"示发〔{year}〕{number}号/一", f"示发〔{year}〕{number}号")
        for year in range(2000, 2020)
        for number in range(999)
    ]
    assert len(Desk(desk.folder, desk.bench, 20_000).difference([], [], items, "name", "says").come) == len(items)


def test_equal_rows_without_a_key_are_counted(desk: Desk) -> None:
    base, desk = rows("a", "b", "a", "a"), Desk(desk.folder, desk.bench, 9)
    assert desk.difference(base, base, rows("a", "b", "a", "c", "a")).come == {3: 3 * GAP + GAP // 2}
    found = desk.difference(base, base, rows("a", "a", "b", "a"))
    # which of the equal ones is which does not matter: one row stands elsewhere
    assert (len(found.gone), len(found.come), len(found)) == (1, 1, 2)


def test_tables_that_all_share_are_not_read(desk: Desk) -> None:
    base = desk.tables(rows(*"abcdef"))
    new = Rows.over(Row, [base.tables[0], *desk.tables(rows("x")).tables, *base.tables[1:]])
    for folder, name in base.tables:
        path = Path(folder.place(f"{name}.parquet"))
        whole = path.read_bytes()
        # the numbers of rows are at its end; what stands before is not asked for
        path.write_bytes(b"PAR1" + bytes(60) + whole[64:])
    differing = Differing(desk.bench, GAP)
    assert differing.of(base, base, new, ["name"]) == Difference({}, {2: 2 * GAP + GAP // 2}, {}, {})
    assert differing.of(base, new, base, ["name"]) == Difference({2: 2 * GAP + GAP // 2}, {}, {}, {})


def test_no_room_is_told(desk: Desk) -> None:
    crowd = [Row(f"x{number}", None) for number in range(GAP)]
    big = Desk(desk.folder, desk.bench, 5000)
    assert len(big.difference(BASE, BASE, [BASE[0], *crowd[1:], *BASE[1:]], "name")) == GAP - 1
    with pytest.raises(DifferenceError, match=f"no room for {GAP} rows"):
        big.difference(BASE, BASE, [BASE[0], *crowd, *BASE[1:]], "name")


def test_one_key_twice_is_refused(desk: Desk) -> None:
    with pytest.raises(DifferenceError, match="two rows of a list have one key"):
        Desk(desk.folder, desk.bench, 9).difference(BASE, BASE, rows("a", "b", "c", "a"), "name")
    table = desk.tables(BASE).tables[0]
    with pytest.raises(DifferenceError, match="a table is in a list twice"):
        Differing(desk.bench, GAP).of(desk.tables(BASE), desk.tables(BASE), Rows.over(Row, [table, table]), ["name"])


def test_picked_rows_are_those_of_their_indices(desk: Desk) -> None:
    items = [Row(f"{number}", None) for number in range(2600)]
    picked = desk.tables(items, 1300)
    for indices in ([], [0], [2599], [3, 999, 1000, 1299, 1300, 2500]):
        assert list(picked.pick(indices)) == [items[index] for index in indices]
    with pytest.raises(IndexError):
        list(picked.pick([5, 2600]))


keyed = st.lists(st.sampled_from("abcdefghij"), unique=True).flatmap(
    lambda names: st.tuples(*(st.builds(Row, st.just(name), st.sampled_from([None, "x", "y"])) for name in names)).map(
        list
    )
)
counted = st.lists(st.builds(Row, st.sampled_from("abc"), st.sampled_from([None, "x"])), max_size=8)
often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@often
@given(base=keyed, turns=st.lists(keyed, max_size=4), size=st.integers(1, 4))
def test_any_turns_lead_to_their_list_and_back(desk: Desk, base: list[Row], turns: list[list[Row]], size: int) -> None:
    _go(Desk(desk.folder, desk.bench, size), base, turns, "name")


@often
@given(base=counted, turns=st.lists(counted, max_size=4), size=st.integers(1, 4))
def test_any_turns_of_rows_without_a_key(desk: Desk, base: list[Row], turns: list[list[Row]], size: int) -> None:
    _go(Desk(desk.folder, desk.bench, size), base, turns)


def _go(desk: Desk, base: list[Row], turns: list[list[Row]], *key: str) -> None:
    held, old = Held.whole(base), base
    for new in [*turns, base]:
        held.apply(desk.difference(base, old, new, *key), old, new)
        assert held.list() == new
        old = new
    assert held == Held.whole(base)
