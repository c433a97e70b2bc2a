"""Stores of earlier and later versions, and migrations that are killed, on both engines."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import settings_of
from graphs import ROOT, circle, every_type
from processes import python

from api.questions import search, show, stats, trace
from graph_builder.errors import NothingLoadedError, SchemaError, StoreError
from graph_builder.knowledge import cypher_dir
from graph_builder.store import Store, StoreSettings, dump, load, migrations, open_store
from graph_builder.store.connection import Row
from graph_builder.store.embedded import Endpoint
from graph_builder.store.statements import Statement

NEXT = migrations.newest() + 1
HEADER = "// name: {name}\n// purpose: Tries the migrations.\n"
MARK = "MATCH (m:Meta {id: 'graph'})\nSET m.marks = coalesce(m.marks, 0) + 1"
Later = Callable[..., None]


def raw(store: Store, text: str, *columns: str) -> list[Row]:
    """The rows of a statement that the project does not have."""
    statement = Statement("raw", "", {}, dict.fromkeys(columns, ""), text, "tests")
    return store._run(statement, {}, "w")  # type: ignore[arg-type]


def marks(store: Store) -> object:
    (row,) = raw(store, "MATCH (m:Meta {id: 'graph'}) RETURN m.marks AS marks", "marks")
    return row["marks"]


def answers(store: Store) -> tuple[object, ...]:
    return stats(store), show(store, ROOT), trace(store, ROOT), search(store, "减免甲费"), dump(store)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Makes the program a later version, which has a migration more."""

    def become(text: str = MARK, program: str = "9.9.9") -> None:
        name = f"{NEXT:04d}_mark"
        folder = tmp_path / "cypher" / "schema" / "common"
        folder.mkdir(parents=True)
        (folder / f"{name}.cypher").write_text(HEADER.format(name=name) + text, "utf-8")
        mark = migrations.Migration(NEXT, name, None, migrations.parse_statement(folder / f"{name}.cypher", tmp_path))
        both = (*migrations.read_migrations(cypher_dir()), mark)
        monkeypatch.setattr("graph_builder.store.migrations.migrations", lambda: both)
        monkeypatch.setattr("graph_builder.store.connection.migrations", lambda: both)
        monkeypatch.setattr("graph_builder.store.connection.program", lambda: program)

    return become


@pytest.fixture
def loaded(store: Store) -> Iterator[Store]:
    """A store with a graph; whatever a test makes of its schema is undone."""
    load(store, circle())
    load(store, every_type())
    yield store
    raw(store, f"MATCH (m:Meta {{id: 'schema'}}) SET m.number = {NEXT - 1}")
    raw(store, "MATCH (m:Meta {id: 'graph'}) SET m.marks = null, m.format = null")


def test_a_loaded_store_has_the_schema_of_this_version(loaded: Store) -> None:
    assert loaded.schema() == migrations.newest() == len({each.number for each in migrations.migrations()})


def test_a_store_of_the_version_before_answers_the_same_when_it_is_migrated(loaded: Store, later: Later) -> None:
    before = answers(loaded)
    later()
    with pytest.raises(SchemaError, match=rf"schema {NEXT - 1}.*reads {NEXT}.*policygraph migrate"):
        dump(loaded)
    with loaded.exclusive():
        assert (loaded.schema(), marks(loaded)) == (NEXT, 1)
    assert answers(loaded) == before
    with loaded.exclusive():
        assert marks(loaded) == 1  # once is enough


def test_a_load_migrates(loaded: Store, later: Later) -> None:
    later()
    load(loaded, circle())
    assert (loaded.schema(), marks(loaded)) == (NEXT, 1)
    assert dump(loaded) == circle()


def test_a_store_of_a_later_version_is_refused(loaded: Store, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("graph_builder.store.connection.program", lambda: "9.9.9")
        loaded.write("record_schema", number=NEXT, program="9.9.9")
    says = rf"schema {NEXT}, made by policygraph 9\.9\.9.*up to {NEXT - 1}; install policygraph 9\.9\.9"
    for deed in (dump, stats, Store.schema, lambda store: load(store, circle())):
        with pytest.raises(SchemaError, match=says):
            deed(loaded)
    loaded.write("record_schema", number=NEXT - 1, program="0")
    assert dump(loaded) == every_type()


def test_a_store_from_before_the_numbers_is_migrated(loaded: Store) -> None:
    before = answers(loaded)
    raw(loaded, "MATCH (m:Meta {id: 'schema'}) DELETE m")
    raw(loaded, "MATCH (m:Meta {id: 'graph'}) SET m.format = 2")
    with pytest.raises(SchemaError, match="schema 0"):
        dump(loaded)
    with loaded.exclusive():
        pass
    assert answers(loaded) == before


def test_a_graph_of_a_format_that_cannot_be_migrated_is_to_be_loaded(loaded: Store) -> None:
    raw(loaded, "MATCH (m:Meta {id: 'schema'}) DELETE m")
    raw(loaded, "MATCH (m:Meta {id: 'graph'}) SET m.format = 1")
    with loaded.exclusive():
        pass
    with pytest.raises(NothingLoadedError, match="policygraph load"):
        stats(loaded)
    assert load(loaded, every_type()).changed
    assert dump(loaded) == every_type()


def test_a_migration_that_fails_is_applied_again(loaded: Store, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers(loaded)
    later()
    write = Store.write

    def fail(self: Store, name: str, /, **params: object) -> list[Row]:
        if name == "record_schema":
            raise StoreError("gone away")
        return write(self, name, **params)

    with monkeypatch.context() as failing:
        failing.setattr(Store, "write", fail)
        with pytest.raises(StoreError, match="gone away"), loaded.exclusive():
            pass
    assert (loaded.schema(), marks(loaded)) == (NEXT - 1, 1)
    with loaded.exclusive():
        assert (loaded.schema(), marks(loaded)) == (NEXT, 2)
    assert answers(loaded) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from graph_builder.store import Store, StoreSettings, open_store

home, uri, number = sys.argv[1:]
write = Store.write

def kill(self, name, /, **params):
    if name == "record_schema" and params["number"] == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return write(self, name, **params)

Store.write = kill
with open_store(StoreSettings(Path(home), uri=uri or None)) as store, store.exclusive():
    print("was not killed")
"""


@pytest.mark.parametrize("number", [2, NEXT - 1])
def test_a_killed_migration_is_taken_up_again(loaded: Store, engine: str, number: int) -> None:
    before = answers(loaded)
    raw(loaded, "MATCH (m:Meta {id: 'schema'}) DELETE m")
    settings = settings_of(engine)
    done = python(KILLED, str(settings.home), settings.uri or "", f"{number}")
    assert done.returncode == -signal.SIGKILL, done.stdout
    assert loaded.schema() == number - 1
    with loaded.exclusive():
        assert loaded.schema() == migrations.newest()
    assert answers(loaded) == before


def test_an_engine_of_an_earlier_version_takes_no_new_schema(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="earlier version; end the server"):
        Endpoint(tmp_path, 1, None, "secret").run_sql("SELECT 1")


def test_what_the_engine_refuses_is_told(tmp_path: Path) -> None:
    store = StoreSettings(settings_of("arcadedb").home)
    with open_store(store) as opened:
        assert opened._embedded is not None
        with pytest.raises(StoreError, match="refuses a statement"):
            opened._embedded.run_sql("CREATE NOTHING")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((), "no migration 0001"),
        (("common/0001_a", "common/0003_b"), "no migration has the number 2"),
        (("common/0001_a", "common/0001_b"), "two migrations have the number 1"),
        (("common/0001_a", "neo4j/0001_b"), "two migrations have the number 1"),
    ],
)
def test_numbers_that_clash_or_leave_a_gap_are_refused(tmp_path: Path, files: tuple[str, ...], says: str) -> None:
    for name in files:
        path = tmp_path / "schema" / f"{name}.cypher"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER.format(name=path.stem) + "MATCH (n) DELETE n", "utf-8")
    with pytest.raises(StoreError, match=says):
        migrations.read_migrations(tmp_path)
