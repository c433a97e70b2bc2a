"""The collections that a user has built or loaded, kept in the data folder so that all of them stand side by side.

A collection is kept as the texts that were read (they are extracted anew with every build, so that citations across
collections resolve and a better rule reaches all), or, where only an export was loaded, as that export.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from graph_builder.atomic import staged_files
from graph_builder.errors import InputError
from graph_builder.export.jsonl import EXPORT_FILES, read_jsonl, write_jsonl
from graph_builder.model import Graph, Issue
from graph_builder.text import SourceText

_TEXTS = "sources.jsonl"
_ISSUES = "reading.jsonl"
_FILES = (_TEXTS, _ISSUES, *EXPORT_FILES)
_DONE = "collection.json"
"""Written last and removed first: a folder without it is no collection."""
COLLECTION_FILES = frozenset((*_FILES, _DONE))
"""The names that the files of a collection may have."""
_TRIES = 100

_ISSUE: TypeAdapter[Issue] = TypeAdapter(Issue)
_SOURCE: TypeAdapter[SourceText] = TypeAdapter(SourceText)


class CollectionStore:
    """The kept collections, a folder each below ``home/collections``.

    Every method raises :class:`OSError` where the data folder cannot be read or written.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "collections"

    def names(self, *, texts: bool | None = None) -> list[str]:
        """The names of all collections, sorted; with ``texts`` only those kept as texts, or only as exports."""
        if not self.folder.is_dir():
            return []
        places = [path for path in self.folder.iterdir() if (path / _DONE).exists()]
        return sorted(unquote(path.name) for path in places if texts in (None, (path / _TEXTS).exists()))

    def save(self, name: str, sources: Iterable[SourceText], issues: Iterable[Issue] = ()) -> None:
        """Keep ``sources``, and what could not be read beside them, as collection ``name`` in place of a former one."""
        with staged_files(self._place(name), owned=_FILES) as stage:
            _write(stage / _TEXTS, (_SOURCE.dump_python(source, mode="json") for source in sources))
            _write(stage / _ISSUES, (_ISSUE.dump_python(issue, mode="json") for issue in issues))
            (stage / _DONE).write_text(json.dumps({"name": name}, ensure_ascii=False), "utf-8")

    def save_export(self, name: str, graph: Graph) -> None:
        """Keep an export as collection ``name`` in place of a former one, and of all collections that it holds."""
        with staged_files(self._place(name), owned=_FILES) as stage:
            write_jsonl(graph, stage)
            (stage / _DONE).write_text(json.dumps({"name": name}, ensure_ascii=False), "utf-8")
        for held in {document.collection for document in graph.documents} - {None, name}:
            self.remove(str(held))

    def sources(self, name: str) -> tuple[SourceText, ...]:
        """The texts of a collection; none where it is kept as an export."""
        return tuple(_read(self._place(name) / _TEXTS, _SOURCE))

    def issues(self, name: str) -> tuple[Issue, ...]:
        """What could not be read when the collection was built."""
        return tuple(_read(self._place(name) / _ISSUES, _ISSUE))

    def export(self, name: str) -> Graph:
        """The graph of a collection that is kept as an export. Raises :class:`ExportError` where it is damaged."""
        return read_jsonl(self._place(name))

    @contextmanager
    def opened(self, name: str) -> Iterator[dict[str, BinaryIO]]:
        """The files of a collection by their paths below :attr:`folder`, opened, all of one moment.

        No file is there where the collection was removed meanwhile. Raises :class:`InputError` where it is saved anew
        all the time.
        """
        place = self._place(name)
        for _ in range(_TRIES):
            with ExitStack() as stack:
                found = sorted(each for each in COLLECTION_FILES if (place / each).exists())
                try:
                    files = {each: stack.enter_context((place / each).open("rb")) for each in found}
                except FileNotFoundError:
                    continue
                # Files are replaced, never written to: where they are still the same, none was replaced in between.
                if found == sorted(each for each in COLLECTION_FILES if _is_at(files.get(each), place / each)):
                    whole = files if _DONE in files else {}
                    yield {f"{place.name}/{each}": file for each, file in whole.items()}
                    return
        raise InputError(f"{place}: is saved anew all the time; ask again when that has ended")

    def remove(self, name: str) -> None:
        """Forget a collection; nothing happens where there is none of that name."""
        place = self._place(name)
        (place / _DONE).unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)

    def _place(self, name: str) -> Path:
        # quoted whole: a name may hold what a file system reserves, `/` and `..` among it
        return self.folder / quote(name, safe="").replace(".", "%2E")


def _is_at(file: BinaryIO | None, path: Path) -> bool:
    """Whether there is a file at ``path``, which must then be the opened one to count as the same."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    return file is None or os.path.samestat(os.fstat(file.fileno()), found)


def _write(path: Path, rows: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read(path: Path, adapter: TypeAdapter[Any]) -> list[Any]:
    if not path.exists():
        return []
    try:
        return [adapter.validate_json(line) for line in path.read_bytes().split(b"\n") if line]
    except ValidationError as error:
        raise InputError(f"{path}: is damaged ({error.error_count()} errors); build this collection again") from error
