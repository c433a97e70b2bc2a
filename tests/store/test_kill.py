"""Loads that are killed (SIGKILL) in the middle, on both engines."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from engines import settings_of
from graphs import circle, every_type
from processes import python

from graph_builder.store import Store, StoreSettings, dump, load, open_store
from graph_builder.store.locks import Places

LOADER = """
import json, os, signal, sys
from pathlib import Path
from graphs import every_type
from graph_builder.store import StoreSettings, load, open_store

home, uri, kind, engine_too = sys.argv[1:]

def kill(now, done, total):
    if now == kind:
        if engine_too:
            os.kill(json.loads((Path(home) / "store" / "engine.json").read_text())["pid"], signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)

with open_store(StoreSettings(Path(home), uri=uri or None)) as store:
    load(store, every_type(), progress=kill)
print("was not killed")
"""


def kill_load(settings: StoreSettings, kind: str, *, engine_too: bool = False) -> None:
    """Load :func:`every_type` in another process, which kills itself when it has loaded the first rows of ``kind``."""
    done = python(LOADER, str(settings.home), settings.uri or "", kind, "yes" if engine_too else "")
    assert done.returncode == -signal.SIGKILL, done.stdout


@pytest.mark.parametrize("kind", ["Region", "Document", "Issue", "MENTIONS", "CITES"])
def test_a_killed_load_leaves_the_former_graph(store: Store, engine: str, kind: str) -> None:
    load(store, circle())
    kill_load(settings_of(engine), kind)
    assert dump(store) == circle()
    assert load(store, every_type()).changed
    assert dump(store) == every_type()
    assert len(store.read("builds")) == 1


def test_a_load_killed_after_the_switch_leaves_the_new_graph(store: Store, engine: str) -> None:
    load(store, circle())
    kill_load(settings_of(engine), "former graph")
    assert dump(store) == every_type()
    assert not load(store, every_type()).changed
    assert len(store.read("builds")) == 1


@pytest.mark.parametrize("kind", ["Document", "CITES", "former graph"])
def test_the_embedded_engine_killed_with_its_load(tmp_path: Path, kind: str) -> None:
    settings = StoreSettings(tmp_path)
    with open_store(settings) as store:
        load(store, circle())
    kill_load(settings, kind, engine_too=True)
    # What the killed engine left is there, and stale.
    assert Places(tmp_path / "store").endpoint.exists()
    with open_store(settings) as store:
        assert dump(store) == (every_type() if kind == "former graph" else circle())
        load(store, every_type())
        assert dump(store) == every_type()
        assert len(store.read("builds")) == 1
