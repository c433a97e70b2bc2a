"""Taking a backup while others read, load and judge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from graph_builder.atomic import draft_of
from graph_builder.backup.archive import ArchiveWriter, chunks_of
from graph_builder.backup.manifest import FORMAT, GRAPH, Manifest
from graph_builder.collections import CollectionStore
from graph_builder.errors import NothingLoadedError, StoreError
from graph_builder.export.rows import Kind
from graph_builder.judgements import FILE as JUDGEMENTS
from graph_builder.judgements import JudgementLog
from graph_builder.progress import Progress, silent
from graph_builder.store import Store
from graph_builder.store.migrations import newest, program
from graph_builder.store.pages import PAGES, counts
from graph_builder.store.reading import Snapshot, current

_FREE_TRIES = 2


class _OvertakenError(Exception):
    """The graph was loaded anew or judged while it was read."""


def backup(
    store: Store, kept: CollectionStore, log: JudgementLog, path: Path, *, progress: Progress = silent
) -> Manifest:
    """Write the served graph, the kept collections and the judgements to the file ``path``, which appears when whole.

    All of the graph is of one build and revision. Where a load or a judgement changes it meanwhile, it is read again;
    after some tries those who write wait until it is read. A judgement that is given in the moment when the backup
    begins may be in its file of judgements, but not yet in its graph, as if the process that gave it had been killed
    in between: the next load carries it out.

    Raises :class:`NothingLoadedError` where nothing was loaded yet, :class:`StoreError`, :class:`InputError` where the
    collections or judgements cannot be read, :class:`OSError` where the file cannot be written; a former file of that
    name is then as it was.
    """
    with draft_of(path) as file:
        for waits in (*[False] * _FREE_TRIES, True):
            with store.exclusive() if waits else nullcontext():
                try:
                    file.seek(0)
                    file.truncate()
                    return _write(file, store, kept, log, progress)
                except _OvertakenError:
                    continue
        raise StoreError(f"{store.place}: the graph was changed while other writers were kept waiting; report this")


def _write(file: BinaryIO, store: Store, kept: CollectionStore, log: JudgementLog, progress: Progress) -> Manifest:
    build = current(store)
    if build is None:
        raise NothingLoadedError(
            f"{store.place}: no graph was loaded yet; run `policygraph build` or `policygraph load`"
        )
    with ArchiveWriter(file) as writer:
        # After the build is named: what this file lacks is then not in the graph either, or the build is read again.
        with log.opened() as (judgements, size):
            writer.add(JUDGEMENTS, chunks_of(judgements, size))
        for name in kept.names():
            with kept.opened(name) as files:
                for place, content in files.items():
                    writer.add(f"collections/{place}", chunks_of(content))
        _write_graph(writer, store, build, progress)
        return writer.finish(
            lambda members: Manifest(
                FORMAT, program(), newest(), datetime.now(UTC), store.engine, build.fingerprint, members
            )
        )


def _write_graph(writer: ArchiveWriter, store: Store, build: Snapshot, progress: Progress) -> None:
    expected = counts(build)
    for name, kind in GRAPH.items():
        made = writer.add(name, _lines(build, kind, expected.get(kind.name, 0), progress))
        _refuse_overtaken(store, build)
        if made.lines != expected.get(kind.name, made.lines):
            raise StoreError(
                f"{store.place}: gave {made.lines} {kind.name} of {expected[kind.name]}; load the graph again"
            )


def _lines(build: Snapshot, kind: Kind, total: int, progress: Progress) -> Iterator[bytes]:
    for done, (at, entity) in enumerate(PAGES[kind.name](build), 1):
        row = json.dumps({"at": at} | kind.row(entity), ensure_ascii=False)
        yield row.encode() + b"\n"
        progress(kind.name, done, total)


def _refuse_overtaken(store: Store, build: Snapshot) -> None:
    now = current(store)
    if now is None or (now.fingerprint, now.switches) != (build.fingerprint, build.switches):
        raise _OvertakenError
