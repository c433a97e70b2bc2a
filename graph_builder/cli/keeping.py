"""Commands that keep the store: backup, restore, migrate."""

from __future__ import annotations

from pathlib import Path

import click

from graph_builder.backup import Archive, Manifest, backup, restore
from graph_builder.cli.console import json_option, note, progress_bars, show, show_json, table
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog
from graph_builder.settings import read_settings
from graph_builder.store import open_store

_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))


@click.command("backup")
@_FILE
@json_option
def backup_command(file: Path, as_json: bool) -> None:
    """Write the loaded graph, the kept collections and the judgements to FILE, a ZIP archive with sums.

    Others may read, load and judge meanwhile: the graph in FILE is of one moment. FILE appears when it is whole, in
    place of a former one.
    """
    settings = read_settings()
    with progress_bars() as progress, open_store() as store:
        made = backup(
            store, CollectionStore(settings.home), JudgementLog(settings.judgements_file), file, progress=progress
        )
    note(f"{file}: {file.stat().st_size} bytes written")
    _say(made, as_json=as_json)


@click.command("restore")
@_FILE
@click.option("--check", is_flag=True, help="Only read FILE and compare it with its sums; nothing is put back.")
@click.option("--force", is_flag=True, help="Restore where there are newer judgements; their file is kept aside.")
@json_option
def restore_command(file: Path, check: bool, force: bool, as_json: bool) -> None:
    """Put back the graph, the collections and the judgements of FILE, a backup.

    FILE is checked as a whole first. Readers see the former graph until the restored one is complete. Collections that
    differ are moved aside; where there are judgements that FILE lacks, nothing is done without --force.
    """
    with progress_bars() as progress, Archive.open(file) as archive:
        if check:
            archive.verify(progress)
            _say(archive.manifest, as_json=as_json)
            return
        settings = read_settings()
        with open_store() as store:
            kept, log = CollectionStore(settings.home), JudgementLog(settings.judgements_file)
            restored = restore(store, kept, log, archive, force=force, progress=progress)
    for aside, what in ((restored.former_collections, "collections"), (restored.former_judgements, "judgements")):
        if aside is not None:
            note(f"the former {what} are kept in {aside}")
    _say(restored.manifest, as_json=as_json)


@click.command("migrate")
def migrate_command() -> None:
    """Bring a store of an earlier version to this version's schema; a load or a build does so as well."""
    with open_store() as store:
        before = store.schema()
        with store.exclusive():
            now = store.schema()
    note(f"{store.place}: schema {now}" + (f", was {before}" if before != now else ", nothing to do"))


def _say(manifest: Manifest, *, as_json: bool) -> None:
    if as_json:
        shown = {name: getattr(manifest, name) for name in ("program", "schema", "engine", "build", "collections")}
        show_json({"written_at": manifest.written_at.isoformat(), **shown, "counts": manifest.counts})
        return
    made = table("备份内容", "数量")
    for name, count in manifest.counts.items():
        made.add_row(name, str(count))
    made.add_row("collections", "、".join(manifest.collections) or "无 none")
    show(made)
