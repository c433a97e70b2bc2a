"""Putting a backup back: checked as a whole first, unpacked beside what is there, and switched to at once."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph_builder.atomic import draft_of, flush
from graph_builder.backup.archive import Archive
from graph_builder.backup.manifest import GRAPH, Manifest
from graph_builder.collections import CollectionStore
from graph_builder.errors import BackupError
from graph_builder.export.rows import Kind
from graph_builder.judgements import FILE as JUDGEMENTS
from graph_builder.judgements import JudgementLog
from graph_builder.model import Graph
from graph_builder.progress import Progress, silent
from graph_builder.store import LoadReport, Store, load
from graph_builder.store.locks import try_hold

_AT = re.compile(rb'\{"at": (\d{1,18}), ')
_COLLECTIONS = "collections/"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where that which was there before is kept; ``None`` where nothing had to be."""

    manifest: Manifest
    report: LoadReport
    former_collections: Path | None
    former_judgements: Path | None


def restore(
    store: Store,
    kept: CollectionStore,
    log: JudgementLog,
    archive: Archive,
    *,
    force: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Make the graph, the collections and the judgements those of a backup, which is checked in full before.

    Readers see the former graph until the new one is stored as a whole. Collections that are there and differ are moved
    aside. Judgements are never lost: where the present file has some that the backup lacks, nothing is done, or with
    ``force`` the present file is kept aside. A process that is killed in the middle leaves the former state or, in the
    moment of the switch, files of the backup beside the former graph; to restore once more completes it.

    Raises :class:`BackupError` where the backup is damaged, too large for this machine or would lose judgements,
    :class:`StoreError`, :class:`OSError`.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept.home.mkdir(parents=True, exist_ok=True)
    with _alone(kept.home), kept.alone():
        _refuse_too_large(archive, kept.home)
        archive.verify(progress)
        _refuse_loss(archive, log, force=force)
        stage = kept.home / ".restore"
        try:
            _unpack_collections(archive, stage)
            graph = _graph(archive)
            aside: list[Path | None] = []

            def put_files() -> None:
                aside.append(_put_judgements(archive, log, stamp, force=force))
                aside.append(_put_collections(stage, kept.folder, stamp))

            report = load(store, graph, progress=progress, before_switch=put_files)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    judgements, collections = aside
    return Restored(archive.manifest, report, collections, judgements)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    lock = try_hold(home / "restore.lock")
    if lock is None:
        raise BackupError(f"{home}: another restore is running; wait until it has ended")
    with lock:
        yield


def _refuse_too_large(archive: Archive, home: Path) -> None:
    """What unpacks to more than this machine can take is refused before it is unpacked."""
    sizes = {member.name: member.size for member in archive.manifest.members}
    graph = sum(size for name, size in sizes.items() if name in GRAPH)
    files = sum(sizes.values()) - graph
    limits = (files, shutil.disk_usage(home).free, f"disk space in {home}"), (graph, _memory(), "memory")
    for size, free, what in limits:
        if size > free:
            raise BackupError(
                f"{archive.place}: unpacks to {size >> 20} MB, more than the {free >> 20} MB of {what}; restore it "
                "on a larger machine"
            )


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


# -- judgements -------------------------------------------------------------------------------------------------------


def _refuse_loss(archive: Archive, log: JudgementLog, *, force: bool) -> bool:
    """Whether the present file has judgements that the backup lacks, which only ``force`` allows."""
    with log.opened() as (file, size):
        present = {line.strip() for line in file.read(size).split(b"\n")} - {b""}
    missing = present.difference(line.strip() for line in archive.lines(JUDGEMENTS))
    if missing and not force:
        raise BackupError(
            f"{log.path}: has {len(missing)} judgements that {archive.place} lacks; nothing was restored. With --force "
            "the present file is kept aside, under another name"
        )
    return bool(missing)


def _put_judgements(archive: Archive, log: JudgementLog, stamp: str, *, force: bool) -> Path | None:
    path = log.path.resolve()
    aside = path.with_name(f"{path.name}.{stamp}") if _refuse_loss(archive, log, force=force) else None
    if aside is not None:
        # a copy, so that there is no moment without the file
        with path.open("rb") as present, draft_of(aside) as copy:
            shutil.copyfileobj(present, copy)
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft_of(path) as file:
        for chunk in archive.chunks(JUDGEMENTS):
            file.write(chunk)
    return aside


# -- collections ------------------------------------------------------------------------------------------------------


def _unpack_collections(archive: Archive, stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    for member in archive.manifest.members:
        if member.name.startswith(_COLLECTIONS):
            path = stage / member.name.removeprefix(_COLLECTIONS)
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                for chunk in archive.chunks(member.name):
                    file.write(chunk)
            flush(path)
    for folder in (*stage.iterdir(), stage):
        flush(folder)


def _put_collections(stage: Path, folder: Path, stamp: str) -> Path | None:
    if _sums(folder) == _sums(stage):
        return None
    aside = folder.with_name(f"{folder.name}.{stamp}") if folder.exists() else None
    if aside is not None:
        folder.rename(aside)
    stage.rename(folder)
    flush(folder.parent)
    return aside


def _sums(folder: Path) -> dict[str, str]:
    """The sum of every file in the folders below ``folder``."""
    sums: dict[str, str] = {}
    for path in folder.glob("*/*"):
        if path.is_file():
            with path.open("rb") as file:
                sums[str(path.relative_to(folder))] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums


# -- the graph --------------------------------------------------------------------------------------------------------


def _graph(archive: Archive) -> Graph:
    return Graph(**{kind.name: _entities(archive, name, kind) for name, kind in GRAPH.items()})


def _entities(archive: Archive, name: str, kind: Kind) -> tuple[Any, ...]:
    """The entities of a file in the order of the graph; those of one place in the order of the file."""
    found: list[tuple[int, Any]] = []
    for number, line in enumerate(archive.lines(name), 1):
        at = _AT.match(line)
        try:
            if at is None:
                raise ValueError("it lacks its place, `at`")
            found.append((int(at[1]), kind.parse(line)))
        except ValueError as error:
            raise BackupError(f"{archive.place}: {name}:{number}: {error}; take another backup") from error
    return tuple(entity for _, entity in sorted(found, key=itemgetter(0)))
