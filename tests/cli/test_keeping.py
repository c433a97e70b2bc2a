"""The commands that keep the store: backup, restore, migrate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_builder.store import StoreSettings, open_store
from graph_builder.store.migrations import newest

Run = Callable[..., Any]
Fails = Callable[..., str]


@pytest.fixture
def loaded(store_home: Path, run: Run, export_dir: Path) -> Path:
    """A data folder of its own with the small graph."""
    (store_home / "judgements.jsonl").unlink(missing_ok=True)
    assert run("load", export_dir).status == 0
    return store_home


def test_a_backup_is_taken_and_put_back(loaded: Path, run: Run, tmp_path: Path) -> None:
    before = run("export", tmp_path / "before").status, run("stats", "--json").out
    taken = run("backup", tmp_path / "backup.zip")
    assert (taken.status, f"{tmp_path / 'backup.zip'}: " in taken.err) == (0, True)
    assert "documents" in taken.out and "sample" in taken.out

    assert run("build", "data/sample", "--collection", "其他").status == 0
    assert run("collections", "--remove", "sample").status == 0
    restored = run("restore", tmp_path / "backup.zip", "--json")
    assert restored.status == 0
    assert f"former collections are kept in {loaded / 'collections.'}" in restored.err
    told = json.loads(restored.out)
    assert (told["collections"], told["counts"]["documents"], told["schema"]) == (["sample"], 5, newest())
    assert (0, run("stats", "--json").out) == before
    assert [each["name"] for each in json.loads(run("collections", "--json").out)] == ["sample"]


def test_judgements_are_lost_by_no_restore(loaded: Path, run: Run, fails: Fails, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    assert run("backup", backup).status == 0
    assert run("judge", "confirm", "示例厅发〔2021〕7号", "IMPLEMENTS", "示例部发〔2021〕1号", "--by", "李审", "--reason", "附件").status == 0  # fmt: skip
    given = (loaded / "judgements.jsonl").read_bytes()
    line = fails("restore", backup)
    assert "has 1 judgements" in line and "--force" in line
    forced = run("restore", backup, "--force")
    assert forced.status == 0
    (aside,) = loaded.glob("judgements.jsonl.*")
    assert f"the former judgements are kept in {aside}" in forced.err
    assert aside.read_bytes() == given
    aside.unlink()


def test_a_damaged_backup_is_told_before_anything_is_done(loaded: Path, run: Run, fails: Fails, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    assert run("backup", backup).status == 0
    assert "documents" in run("restore", "--check", backup).out
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 255
    backup.write_bytes(content)
    before = run("stats", "--json").out
    for options in ((), ("--check",), ("--force",)):
        assert "take another backup" in fails("restore", backup, *options)
    assert run("stats", "--json").out == before
    assert "No such file" in fails("restore", tmp_path / "none.zip")


def test_an_earlier_store_is_migrated_when_it_is_asked_for(loaded: Path, run: Run, fails: Fails) -> None:
    assert "nothing to do" in run("migrate").err
    before = run("stats", "--json").out
    with open_store(StoreSettings(loaded)) as store:
        store.write("record_schema", number=newest() - 1, program="0.0.1")
    assert "policygraph migrate" in fails("stats")
    assert f"this version has {newest()}" in run("doctor").out
    assert f"schema {newest()}, was {newest() - 1}" in run("migrate").err
    assert run("stats", "--json").out == before


def test_a_later_store_is_refused_by_every_command(loaded: Path, run: Run, fails: Fails, tmp_path: Path) -> None:
    later = newest() + 1
    with open_store(StoreSettings(loaded)) as store:
        store.write("record_schema", number=later, program="9.9.9")
    try:
        for command in (
            *(("stats",), ("issues",), ("search", "示例"), ("status",), ("load",), ("migrate",)),
            *(("export", tmp_path / "out"), ("backup", tmp_path / "b.zip"), ("judgements",), ("queue",)),
        ):
            line = fails(*command)
            assert f"schema {later}, made by policygraph 9.9.9" in line, command
            assert "install policygraph 9.9.9 or later" in line
        assert run("doctor").status == 2
        assert not (tmp_path / "b.zip").exists()
    finally:
        with open_store(StoreSettings(loaded)) as store:
            store.write("record_schema", number=newest(), program="0")
