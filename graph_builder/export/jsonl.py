"""The export contract: a folder of UTF-8 JSON lines, written and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from graph_builder.atomic import staged_files
from graph_builder.errors import ExportError
from graph_builder.export.facts import facts_of
from graph_builder.export.rows import KINDS, Kind
from graph_builder.model import Graph, agency_ids

EXPORT_FILES = tuple(f"{kind.name}.jsonl" for kind in KINDS)
_OPTIONAL = {"passages", "regions"}
"""Facts have no passages, and the contract names no file of regions."""

Read = list[tuple[int, Any]]
"""Entities with the line of the file that they stand in."""


def write_jsonl(graph: Graph, folder: Path, *, facts: bool = False) -> None:
    """Write the graph as ``documents.jsonl``, ``relations.jsonl`` … into ``folder``, replacing a former export.

    The keys of a line stand in the contract's order, what the project adds (``addressees``, ``encloses``, ``until``,
    ``known`` …) after them; the same graph gives the same bytes. With ``facts`` the words of the texts are left out
    (see :func:`~graph_builder.export.facts.facts_of`) and no ``passages.jsonl`` is written. The folder holds the old
    files until all new ones are complete. Raises :class:`OSError` where it cannot be written.
    """
    shown = facts_of(graph) if facts else graph
    with staged_files(folder, owned=EXPORT_FILES) as stage:
        for kind in KINDS:
            if facts and kind.name == "passages":
                continue
            with (stage / f"{kind.name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
                for row in kind.rows(shown):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_jsonl(folder: Path) -> Graph:
    """Read an export back, every line checked.

    Raises :class:`ExportError`, which names file and line, where a file is missing, a line is no JSON or breaks the
    contract, an id occurs twice, or a line names a document or an agency that the export lacks.
    """
    if not folder.is_dir():
        raise ExportError(f"{folder}: no such folder; name a folder written by `policygraph build --export`")
    read = {kind.name: _read(folder, kind) for kind in KINDS}
    for kind in KINDS:
        _check_unique(folder / f"{kind.name}.jsonl", kind, read[kind.name])
    _check_references(folder, read)
    return Graph(**{name: tuple(item for _, item in lines) for name, lines in read.items()})


def _read(folder: Path, kind: Kind) -> Read:
    path = folder / f"{kind.name}.jsonl"
    if not path.exists() and kind.name in _OPTIONAL:
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}); write the export again") from error
    lines: Read = []
    # only \n ends a line: the JSON of a text may hold U+2028 and its like
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                lines.append((number, kind.parse(line)))
            except ValueError as error:
                raise ExportError(f"{path}:{number}: {error}; write the export again") from error
    return lines


_KEYS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "documents": lambda document: (document.id,),
    "relations": lambda relation: (relation.source, relation.type, relation.target),
    "agencies": lambda agency: (agency.name,),
    "regions": lambda region: (region.name,),
    "passages": lambda passage: (passage.id,),
    "measures": lambda measure: (measure.id,),
}
"""What tells the entities of a kind apart; issues may occur twice."""

_DOCUMENTS: dict[str, Callable[[Any], Iterable[str]]] = {
    "documents": lambda document: document.encloses,
    "relations": lambda relation: (relation.source, relation.target),
    "passages": lambda passage: (passage.document, *(mention.target for mention in passage.mentions)),
    "measures": lambda measure: (measure.document,),
}
"""The documents that a line names."""

_AGENCIES: dict[str, Callable[[Any], Iterable[str]]] = {
    "documents": lambda document: document.issuers,
    "measures": lambda measure: measure.responsible,
}
"""The agencies that a line names."""


def _check_unique(path: Path, kind: Kind, lines: Read) -> None:
    key_of = _KEYS.get(kind.name)
    if key_of is None:
        return
    seen: set[tuple[str, ...]] = set()
    for number, item in lines:
        key = key_of(item)
        if key in seen:
            raise ExportError(f"{path}:{number}: {' '.join(key)} occurs twice; write the export again")
        seen.add(key)


def _check_references(folder: Path, read: dict[str, Read]) -> None:
    held = {
        "documents.jsonl": ({document.id for _, document in read["documents"]}, _DOCUMENTS),
        "agencies.jsonl": (set(agency_ids(agency for _, agency in read["agencies"])), _AGENCIES),
    }
    for file, (names, named) in held.items():
        for kind, names_of in named.items():
            for number, item in read[kind]:
                missing = next((name for name in names_of(item) if name not in names), None)
                if missing is not None:
                    place = f"{folder / kind}.jsonl:{number}"
                    raise ExportError(f"{place}: names {missing}, which is not in {file}; write the export again")
