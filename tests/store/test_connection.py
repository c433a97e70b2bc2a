"""Opening the store: settings, the embedded engine shared by processes, and what is said when it cannot be opened."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from engines import settings_of, store_of
from graphs import circle, every_type

from graph_builder.errors import NotFoundError, StoreError
from graph_builder.model import Passage, PassageKind
from graph_builder.store import Store, StoreSettings, dump, load, open_store
from graph_builder.store.engine import heap_size
from graph_builder.store.locks import Places, hold, try_hold
from graph_builder.store.reading import ask

READER = """
import sys
from pathlib import Path
from graph_builder.store import StoreSettings, dump, open_store
with open_store(StoreSettings(Path(sys.argv[1]))) as store:
    print(len(dump(store).documents), (Path(sys.argv[1]) / "store" / "engine.json").read_text())
"""


def start(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    # Nothing of the Java runtime's messages reaches the command's own streams.
    assert err == ""
    return out


@pytest.mark.parametrize("address", ["bolt://neo4j:s3cret@localhost:7687", "http://s3cret@localhost"])
def test_a_secret_in_the_address_is_refused_and_not_repeated(tmp_path: Path, address: str) -> None:
    with (
        pytest.raises(StoreError, match="give them as POLICYGRAPH_USER and POLICYGRAPH_PASSWORD") as caught,
        open_store(StoreSettings(tmp_path, uri=address)),
    ):
        pass
    assert "s3cret" not in str(caught.value)


def test_the_store_says_what_and_where_it_is(store: Store, engine: str) -> None:
    assert engine in store.engine.lower()
    settings = settings_of(engine)
    assert store.place == (settings.uri or str(settings.home / "store"))


def test_a_statement_takes_its_parameters_and_no_others(store: Store) -> None:
    with pytest.raises(TypeError, match="takes"):
        store.read("documents_by_id", ids=[])


def test_a_second_process_uses_the_running_engine() -> None:
    store = store_of("arcadedb")
    load(store, every_type())
    home = settings_of("arcadedb").home
    running = Places(home / "store").read_endpoint()
    readers = [start(READER, home) for _ in range(2)]
    for reader in readers:
        documents, endpoint = output(reader).split(maxsplit=1)
        assert int(documents) == 12
        assert json.loads(endpoint) == running
    assert dump(store) == every_type()


def test_processes_that_start_at_once_share_one_engine(tmp_path: Path) -> None:
    readers = [start(READER, tmp_path) for _ in range(3)]
    found = [output(reader).split(maxsplit=1) for reader in readers]
    assert [documents for documents, _ in found] == ["0"] * 3


def test_the_engine_ends_with_its_last_client_and_keeps_the_graph(tmp_path: Path) -> None:
    places = Places(tmp_path / "store")
    with open_store(StoreSettings(tmp_path)) as store:
        load(store, every_type())
        assert stat.S_IMODE(places.endpoint.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
        assert stat.S_IMODE(places.home.stat().st_mode) == stat.S_IRWXU
        password = (places.read_endpoint() or {})["password"]
        with open_store(StoreSettings(tmp_path)) as other:
            assert dump(other) == every_type()
        # The first client is still there.
        assert dump(store) == every_type()
    assert not places.endpoint.exists()
    lock = try_hold(places.engine)
    assert lock is not None
    lock.release()
    assert password not in places.log.read_text("utf-8")
    with open_store(StoreSettings(tmp_path)) as store:
        assert dump(store) == every_type()
        assert (places.read_endpoint() or {})["password"] != password


def test_an_engine_asked_to_end_closes_cleanly(tmp_path: Path) -> None:
    places = Places(tmp_path / "store")
    with open_store(StoreSettings(tmp_path)) as store:
        load(store, circle())
        os.kill((places.read_endpoint() or {})["pid"], signal.SIGTERM)
        ended = hold(places.engine, seconds=20)
        assert ended is not None
        ended.release()
        with pytest.raises(StoreError, match="does not answer"):
            store.read("builds")
    with open_store(StoreSettings(tmp_path)) as store:
        assert dump(store) == circle()


def test_what_a_killed_engine_left_is_no_hindrance(tmp_path: Path) -> None:
    places = Places(tmp_path / "store")
    places.home.mkdir()
    places.endpoint.write_text(json.dumps({"port": 1, "password": "x", "pid": os.getpid()}), "utf-8")
    with open_store(StoreSettings(tmp_path)) as store:
        load(store, circle())
        assert dump(store) == circle()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    settings = StoreSettings(tmp_path, heap="nonsense")
    with pytest.raises(StoreError, match="does not start") as refused, open_store(settings):
        pass
    assert str(tmp_path / "store" / "engine.log") in str(refused.value)
    assert "nonsense" in (tmp_path / "store" / "engine.log").read_text("utf-8")


def test_an_engine_that_ran_out_of_memory_says_what_to_set(tmp_path: Path) -> None:
    little = StoreSettings(tmp_path, heap="40m")
    with open_store(little) as store:
        load(store, circle())
        large = replace(circle(), passages=tuple(passage_of(number) for number in range(4)))
    with (
        pytest.raises(StoreError, match=r"needs more memory.*POLICYGRAPH_HEAP"),
        open_store(little) as store,
    ):
        load(store, large)
    with open_store(StoreSettings(tmp_path)) as store:
        assert dump(store) == circle()


def passage_of(number: int) -> Passage:
    """A passage of more than a million characters."""
    return Passage(
        f"p{number}",
        circle().documents[0].id,
        number,
        number + 1,
        PassageKind.PARAGRAPH,
        None,
        f"示例{number % 10}" * 400_000,
    )


@pytest.mark.parametrize(("machine", "heap"), [(0, "384m"), (4_000, "1000m"), (64_000, "4096m")])
def test_the_heap_grows_with_the_machine(machine: int, heap: str) -> None:
    assert heap_size(machine) == heap


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="POLICYGRAPH_HOME"), open_store(StoreSettings(tmp_path / "file")):
        pass


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
        with (
            pytest.raises(StoreError, match="does not answer") as refused,
            open_store(StoreSettings(tmp_path, uri=uri)),
        ):
            pass
    assert uri in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError), open_store(StoreSettings(tmp_path, uri="http://127.0.0.1")):
        pass


def test_a_wrong_password_is_named_and_not_shown(tmp_path: Path) -> None:
    store_of("arcadedb")
    port = (Places(settings_of("arcadedb").home / "store").read_endpoint() or {})["port"]
    settings = StoreSettings(tmp_path, f"bolt://127.0.0.1:{port}", "root", "secret-word", "policygraph")
    with pytest.raises(StoreError, match="password") as refused, open_store(settings):
        pass
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize("error", [NotFoundError("gone"), KeyError("half of a build")])
def test_a_question_that_is_always_overtaken_gives_up(store: Store, error: Exception) -> None:
    report = load(store, circle())
    turn = iter(range(100))

    def overtaken(_build: object) -> None:
        store.write("switch_build", build=f"{next(turn)}")
        raise error

    with pytest.raises(StoreError, match="ask again"):
        ask(store, overtaken)
    store.write("switch_build", build=report.build)


def test_a_question_that_fails_without_being_overtaken_fails(store: Store) -> None:
    load(store, circle())
    with pytest.raises(KeyError, match="its own fault"):
        ask(store, lambda _build: {}["its own fault"])
