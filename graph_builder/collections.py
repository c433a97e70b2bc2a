"""The collections that a user has built or loaded, kept in the data folder so that all of them stand side by side.

A collection is kept as the texts that were read (they are extracted anew where a rule has changed, so that citations
across collections resolve and a better rule reaches all), or, where only an export was loaded, as that export.
"""

from __future__ import annotations

import io
import json
import math
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from graph_builder.atomic import staged_files
from graph_builder.errors import InputError
from graph_builder.export.jsonl import EXPORT_FILES, read_jsonl, write_jsonl
from graph_builder.model import Graph, Issue
from graph_builder.store.locks import hold
from graph_builder.tables.folder import Folder
from graph_builder.text import SourceText
from graph_builder.texts import Texts, write_texts

_DONE = "collection.json"
"""Says what the collection is made of. It is written last: what it does not name is no part of the collection."""
_TABLE = re.compile(r"texts-[0-9a-z-]+(?:\.issues)?\.parquet")
_TRIES = 100
_FORMER = ("sources.jsonl", "reading.jsonl")
"""Texts, and what could not be read beside them, as earlier versions kept them."""


def is_collection_file(name: str) -> bool:
    """Whether a file of a collection may have this name."""
    return name in (_DONE, *_FORMER, *EXPORT_FILES) or _TABLE.fullmatch(name) is not None


class CollectionStore:
    """The kept collections, a folder each below ``home/collections``.

    Every method raises :class:`OSError` where the data folder cannot be read or written, and :class:`InputError` where
    what is kept is damaged. ``storage`` is where the texts of new collections are kept, by default in their folders.
    """

    def __init__(self, home: Path, storage: Folder | None = None) -> None:
        self.home = home
        self.folder = home / "collections"
        self.storage = storage

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other builds, loads and restores of the data folder waiting, and wait for them, for a block's length."""
        self.home.mkdir(parents=True, exist_ok=True)
        lock = hold(self.home / "building.lock", seconds=math.inf)
        if lock is None:
            raise InputError(f"{self.home}: another build does not end")
        with lock:
            yield

    def names(self, *, texts: bool | None = None) -> list[str]:
        """The names of all collections, sorted; with ``texts`` only those kept as texts, or only as exports."""
        if not self.folder.is_dir():
            return []
        places = [path for path in self.folder.iterdir() if (path / _DONE).exists()]
        return sorted(unquote(path.name) for path in places if texts in (None, self._holds_texts(path)))

    def place(self, name: str) -> Folder:
        """The folder of a collection, to read texts into before they are kept; it is made if need be."""
        place = self._place(name)
        return self.storage.inner(f"collections/{place.name}") if self.storage else Folder.of(place)

    def keep(self, name: str, texts: Sequence[Texts]) -> None:
        """Let batches of texts that lie in :meth:`place` be the collection, in place of a former one."""
        place, tables = self._place(name), self.place(name)
        former = self._tables(place)
        said = {"name": name, "texts": [batch.name for batch in texts]} | ({"at": tables.url} if self.storage else {})
        with staged_files(place) as stage:
            (stage / _DONE).write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        wanted = {_DONE, *(f"{batch.name}{kind}.parquet" for batch in texts for kind in ("", ".issues"))}
        for folder in {former, tables, Folder(str(place))}:
            for file in folder.names():
                if file != _DONE and (folder != tables or file not in wanted):
                    folder.remove(file)

    def keep_export(self, name: str, graph: Graph) -> None:
        """Keep an export as collection ``name`` in place of a former one, and of all collections that it holds."""
        place = self._place(name)
        with staged_files(place) as stage:
            write_jsonl(graph, stage)
            (stage / _DONE).write_text(json.dumps({"name": name}, ensure_ascii=False), "utf-8")
        for path in place.iterdir():
            if path.name not in (_DONE, *EXPORT_FILES):
                path.unlink()
        for held in {document.collection for document in graph.documents} - {None, name}:
            self.remove(str(held))

    def texts(self, name: str) -> list[Texts]:
        """The texts of a collection, in batches; none where it is kept as an export."""
        place = self._place(name)
        if (place / _DONE).exists() and (place / _FORMER[0]).exists():
            return self._converted(name)
        return [Texts(self._tables(place), table) for table in self._said(place).get("texts", ())]

    def export(self, name: str) -> Graph:
        """The graph of a collection that is kept as an export. Raises :class:`ExportError` where it is damaged."""
        return read_jsonl(self._place(name))

    @contextmanager
    def opened(self, name: str) -> Iterator[dict[str, BinaryIO]]:
        """The files of a collection by their paths below :attr:`folder`, opened, all of one moment.

        Tables that are kept elsewhere are among them, as if they lay in the folder. No file is there where the
        collection was removed meanwhile. Raises :class:`InputError` where it is kept anew all the time.
        """
        place = self._place(name)
        for _ in range(_TRIES):
            with ExitStack() as stack:
                try:
                    said = self._said(place)
                    found = self._open(place, said, stack)
                except FileNotFoundError:
                    continue
                # files are replaced, never written to, and go by what is in them: what names them names these
                if self._said(place) == said:
                    yield {f"{place.name}/{each}": file for each, file in found.items()}
                    return
        raise InputError(f"{place}: is kept anew all the time; ask again when that has ended")

    def _open(self, place: Path, said: dict[str, Any], stack: ExitStack) -> dict[str, BinaryIO]:
        if not said:
            return {}
        tables = Folder(str(said.get("at") or place))
        listed = json.dumps({key: value for key, value in said.items() if key != "at"}, ensure_ascii=False)
        found: dict[str, BinaryIO] = {_DONE: io.BytesIO(listed.encode())}
        for table in said.get("texts", ()):
            for file in (f"{table}.issues.parquet", f"{table}.parquet"):
                found[file] = cast(BinaryIO, stack.enter_context(tables.open(file)))
        for former in (*_FORMER, *EXPORT_FILES):
            if (place / former).exists():
                found[former] = stack.enter_context((place / former).open("rb"))
        return found

    def remove(self, name: str) -> None:
        """Forget a collection; nothing happens where there is none of that name."""
        place = self._place(name)
        tables = self._tables(place) if place.is_dir() else None
        (place / _DONE).unlink(missing_ok=True)
        if tables is not None and tables != Folder(str(place)):
            tables.files.rm(tables.path, recursive=True)
        shutil.rmtree(place, ignore_errors=True)

    def _place(self, name: str) -> Path:
        # quoted whole: a name may hold what a file system reserves, `/` and `..` among it
        return self.folder / quote(name, safe="").replace(".", "%2E")

    def _said(self, place: Path) -> dict[str, Any]:
        path = place / _DONE
        if not path.exists():
            return {}
        try:
            said: dict[str, Any] = json.loads(path.read_bytes())
        except ValueError as error:
            raise InputError(f"{path}: is damaged ({error}); build this collection again") from error
        return said

    def _tables(self, place: Path) -> Folder:
        """Where the tables of a collection are."""
        return Folder(str(self._said(place).get("at") or place))

    def _holds_texts(self, place: Path) -> bool:
        return "texts" in self._said(place) or (place / _FORMER[0]).exists()

    def _converted(self, name: str) -> list[Texts]:
        """What an earlier version kept, as tables from now on."""
        place = self._place(name)
        sources = _read(place / _FORMER[0], TypeAdapter(SourceText))
        issues = _read(place / _FORMER[1], TypeAdapter(Issue))
        self.keep(name, [write_texts(Folder(str(place)), "texts-former", sources, issues)])
        return self.texts(name)


def _read(path: Path, adapter: TypeAdapter[Any]) -> list[Any]:
    if not path.exists():
        return []
    try:
        return [adapter.validate_json(line) for line in path.read_bytes().split(b"\n") if line]
    except ValidationError as error:
        raise InputError(f"{path}: is damaged ({error.error_count()} errors); build this collection again") from error
