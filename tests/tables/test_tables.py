"""Rows of dataclasses on the disk: what goes in comes out, in stretches too, whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import InputError, PolicyGraphError
from graph_builder.extraction.draft import Extraction
from graph_builder.model import Graph
from graph_builder.tables import workbench
from graph_builder.tables.columns import schema_of
from graph_builder.tables.folder import Folder
from graph_builder.tables.lazy import Lazy
from graph_builder.tables.rows import Rows, TableWriter, count_rows, write_table
from graph_builder.tables.workbench import Workbench


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    day: date | None
    colour: Colour


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    number: int | None
    share: float
    yes: bool
    inner: Inner | None
    all: tuple[Inner, ...]
    pairs: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Number:
    number: int | None


inners = st.builds(Inner, st.none() | st.dates(), st.sampled_from(Colour))
outers = st.builds(
    Outer,
    st.text(),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none() | inners,
    st.lists(inners, max_size=3).map(tuple),
    st.lists(st.tuples(st.text(), st.lists(st.integers(0, 9)).map(tuple)), max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(outers, max_size=5))
def test_what_goes_in_comes_out(tmp_path: Path, items: list[Outer]) -> None:
    folder = Folder.of(tmp_path)
    write_table(folder, "t", Outer, items)
    assert list(Rows(Outer, folder, ["t"])) == items
    assert [row.number for row in Rows(Number, folder, ["t"])] == [item.number for item in items]


def test_every_entity_has_columns() -> None:
    assert "mentions" in schema_of(Extraction).names
    for kind in (Graph,):
        with pytest.raises(TypeError, match="has no column"):
            schema_of(kind)


@pytest.fixture
def numbers(tmp_path: Path) -> Folder:
    """Two tables, of 2,500 rows in several groups and of three."""
    folder = Folder.of(tmp_path)
    write_table(folder, "a", Number, (Number(n) for n in range(2500)))
    write_table(folder, "b", Number, (Number(n) for n in range(2500, 2503)))
    return folder


@pytest.mark.parametrize(
    ("first", "last"), [(0, None), (0, 0), (999, 1001), (1000, 2000), (2499, 2502), (2502, None), (2503, 9)]
)
def test_stretches(numbers: Folder, first: int, last: int | None) -> None:
    rows = Rows(Number, numbers, ["a", "b"], first, last)
    expected = list(range(2503))[first:last]
    assert [row.number for row in rows] == expected
    assert len(rows) == len(expected)
    for at in (0, -1) if expected else ():
        assert rows[at].number == expected[at]
    assert [row.number for row in rows[:2]] == expected[:2]
    with pytest.raises(IndexError):
        rows[len(expected)]


def test_rows_of_tables_of_several_folders(numbers: Folder) -> None:
    inner = numbers.inner("more")
    write_table(inner, "a", Number, [Number(7), Number(None)])
    places = [(inner, "a"), (numbers, "b"), (inner, "a")]
    rows = Rows.over(Number, places)
    assert (rows.kind, rows.tables, rows.bounded) == (Number, tuple(places), False)
    assert [row.number for row in rows] == [7, None, 2500, 2501, 2502, 7, None]
    assert [count_rows(table) for table in rows.tables] == [2, 3, 2]
    assert list(Rows.over(Number, Rows(Number, numbers, ["a"]).tables)) == list(Rows(Number, numbers, ["a"]))
    assert [Rows(Number, numbers, ["a"], *bounds).bounded for bounds in ((), (1,), (0, 2))] == [False, True, True]
    assert not list(Rows.over(Number, []))
    with Workbench(numbers) as bench:
        bench.view_over("spread", places[:2])
        assert bench.rows("SELECT number, file_row_number FROM spread") == [
            *((7, 0), (None, 1)),
            *((2500, 0), (2501, 1), (2502, 2)),
        ]


def test_rows_are_equal_as_lists_are(numbers: Folder) -> None:
    rows = Rows(Number, numbers, ["b"])
    assert rows == (Number(2500), Number(2501), Number(2502))
    assert rows == Lazy(lambda: map(Number, (2500, 2501, 2502)))
    assert rows != [Number(2500)]
    assert rows != 3


def test_a_table_that_fails_is_not_there_and_a_former_one_stays(numbers: Folder) -> None:
    def broken() -> Iterator[Number]:
        yield Number(1)
        raise OSError("disk full")

    for name in ("b", "new"):
        with pytest.raises(OSError, match="disk full"):
            write_table(numbers, name, Number, broken())
    assert len(Rows(Number, numbers, ["b"])) == 3
    assert numbers.names() == ["a.parquet", "b.parquet"]


def test_a_number_that_has_no_room_is_no_table(numbers: Folder) -> None:
    with pytest.raises(OverflowError), TableWriter(numbers, "big", Number) as table:
        table.write(Number(2**64))
    assert not numbers.has_table("big")


def test_a_damaged_table_is_named(numbers: Folder) -> None:
    path = Path(numbers.place("b.parquet"))
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(InputError, match=r"b\.parquet: is damaged .* build again"):
        list(Rows(Number, numbers, ["b"]))


def test_a_workbench_makes_each_table_once(numbers: Folder) -> None:
    with Workbench(numbers) as bench:
        bench.view("all_numbers", ["a", "b"])
        bench.make("top", "SELECT number FROM all_numbers ORDER BY number DESC LIMIT 2")
        assert [row.number for row in Rows(Number, numbers, ["top"])] == [2502, 2501]
        bench.make("top", "SELECT 1 AS number")
        assert len(Rows(Number, numbers, ["top"])) == 2
        assert [row for (row,) in bench.stream("SELECT number FROM all_numbers ORDER BY 1")] == list(range(2503))


def test_a_table_that_the_disk_does_not_take_is_not_there_and_the_error_says_so(tmp_path: Path) -> None:
    own = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Workbench(Folder.of(tmp_path)) as bench:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, own[1]))
        try:
            with pytest.raises(PolicyGraphError, match=r"cannot be written or read .+; make room"):
                bench.make("large", "SELECT random() AS x FROM range(100000)")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, own)
        assert not bench.folder.has_table("large")
        bench.make("large", "SELECT random() AS x FROM range(100000)")
        bench.view("found", ["large"])
        assert bench.rows("SELECT count(*) FROM found") == [(100_000,)]


def test_workbenches_do_not_see_each_other(numbers: Folder) -> None:
    with Workbench(numbers) as one, Workbench(numbers) as other:
        one.view("t", ["a"])
        other.view("t", ["b"])
        one.table("u", "SELECT 1 AS n")
        assert one.rows("SELECT count(*) FROM t") == [(2500,)]
        assert other.rows("SELECT count(*) FROM t") == [(3,)]
        other.table("u", "SELECT 2 AS n")
        assert one.rows("SELECT n FROM u") == [(1,)]


@pytest.fixture
def cramped(numbers: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """A workbench on an engine of its own, which may hold next to nothing."""
    monkeypatch.setattr(workbench, "_running", [])
    with Workbench(numbers) as bench:
        (engine,) = workbench._running
        engine.megabytes = 8
        engine.connection.execute("SET memory_limit = '8MB'")
        yield bench
    engine.connection.close()


LISTED = "SELECT len(list(i)) FROM range(2000000) t(i)"
"""A list is held whole: it cannot be written to the disk."""


def test_a_statement_that_needs_more_memory_gets_it(cramped: Workbench) -> None:
    assert cramped.rows(LISTED) == [(2_000_000,)]
    cramped.make("listed", LISTED)
    assert cramped.folder.has_table("listed")
    (engine,) = workbench._running
    assert 8 < engine.megabytes < 1_000


def test_where_the_machine_has_no_more_the_error_says_so(cramped: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "_SHARE", 0)
    with pytest.raises(PolicyGraphError, match=r"8 MB do not suffice .*; build fewer documents at once"):
        cramped.make("listed", LISTED)
    assert not cramped.folder.has_table("listed")
    assert cramped.rows("SELECT 1") == [(1,)]


def test_lazy_counts_what_it_gives() -> None:
    given: list[int] = []

    def make() -> Iterator[int]:
        given.append(1)
        yield from range(5)

    items = Lazy(make)
    assert (list(iter(items)), len(items), items[1], items[-1], items[1:3]) == ([0, 1, 2, 3, 4], 5, 1, 4, (1, 2))
    assert len(given) == 4
    with pytest.raises(IndexError):
        items[5]
    with pytest.raises(IndexError):
        items[-6]
