"""Backups and restores that are killed (SIGKILL) in the middle, on both engines."""

from __future__ import annotations

import signal

import pytest
from engines import settings_of
from graphs import circle, every_type
from places import Place
from processes import python

from graph_builder.store import dump, load

WORKER = """
import os, signal, sys
from pathlib import Path
from places import Place
from graph_builder.backup import restoring
from graph_builder.store import StoreSettings, open_store

settings_home, uri, home, file, deed, kind = sys.argv[1:]

def kill(now, done, total):
    if now == kind:
        os.kill(os.getpid(), signal.SIGKILL)

def put(*args):
    kill("between", 0, 0)
    return put_collections(*args)

put_collections = restoring._put_collections
restoring._put_collections = put
with open_store(StoreSettings(Path(settings_home), uri=uri or None)) as store:
    getattr(Place(store, Path(home), Path(file)), deed)(progress=kill)
print("was not killed")
"""


def killed(place: Place, engine: str, deed: str, kind: str) -> None:
    """Do something in another process, which kills itself when its progress comes to ``kind``."""
    settings = settings_of(engine)
    done = python(WORKER, str(settings.home), settings.uri or "", str(place.home), str(place.file), deed, kind)
    assert done.returncode == -signal.SIGKILL, done.stdout


def test_a_killed_backup_leaves_the_former_file(place: Place, engine: str) -> None:
    load(place.store, circle())
    place.backup()
    former = place.file.read_bytes()
    load(place.store, every_type())
    killed(place, engine, "backup", "passages")
    assert place.file.read_bytes() == former
    assert dump(place.store) == every_type()
    place.backup()
    assert [path.name for path in place.file.parent.iterdir()] == [place.file.name]
    load(place.store, circle())
    place.restore()
    assert dump(place.store) == every_type()


@pytest.mark.parametrize("kind", ["校验 verify", "Document", "between", "former graph"])
def test_a_killed_restore_leaves_one_state_or_the_other(place: Place, engine: str, kind: str) -> None:
    load(place.store, every_type())
    place.log.path.write_text('{"id": "given before the backup"}\n', "utf-8")
    place.backup()
    load(place.store, circle())
    place.kept.remove("圆")
    killed(place, engine, "restore", kind)
    assert dump(place.store) == (every_type() if kind == "former graph" else circle())
    assert place.kept.names() == (["圆", "示例/.."] if kind == "former graph" else ["示例/.."])
    assert "given before the backup" in place.log.path.read_text("utf-8")
    place.restore()
    assert dump(place.store) == every_type()
    assert place.kept.names() == ["圆", "示例/.."]
    assert len(place.store.read("builds")) == 1
    assert not (place.home / ".restore").exists()
