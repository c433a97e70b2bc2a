"""What a backup holds: its list of contents, and the names that files in it may have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from graph_builder.collections import is_collection_file
from graph_builder.errors import BackupError
from graph_builder.export.rows import KINDS, Kind
from graph_builder.judgements import FILE as JUDGEMENTS
from graph_builder.model import Reading
from graph_builder.store.migrations import newest, program

FORMAT = 1
"""The format of backups; to be raised where an earlier version would misread one."""

MANIFEST = "manifest.json"
READINGS = Kind("readings", Reading, ("document", "relations", "mentions", "documents", "issues", "agencies"))
GRAPH = {f"graph/{kind.name}.jsonl": kind for kind in (*KINDS, READINGS)}
"""The files of the graph: lines as in an export, in whatever order, each with its place in the graph, ``at``."""

_COLLECTION = re.compile(r"collections/((?:[A-Za-z0-9_~-]|%[0-9A-F]{2})+)/([a-z0-9.-]+)")
"""A folder's name is the collection's, quoted whole (see :class:`~graph_builder.collections.CollectionStore`)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup: bytes, lines, and the sum that proves it whole."""

    name: str
    size: int
    lines: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is: who wrote it when, of which build of which store, and all files in it."""

    format: int
    program: str
    schema: int
    written_at: datetime
    engine: str
    build: str
    members: tuple[Member, ...]

    @property
    def collections(self) -> tuple[str, ...]:
        """The names of the collections, sorted."""
        found = (_COLLECTION.fullmatch(member.name) for member in self.members)
        return tuple(sorted({unquote(match[1]) for match in found if match}))

    @property
    def counts(self) -> dict[str, int]:
        """How many entities of each kind the graph has, and how many lines the file of judgements."""
        lines = {member.name: member.lines for member in self.members}
        return {kind.name: lines[name] for name, kind in GRAPH.items()} | {"judgements": lines[JUDGEMENTS]}


_MANIFEST: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def to_json(manifest: Manifest) -> bytes:
    """The manifest as it stands in the backup."""
    return _MANIFEST.dump_json(manifest, indent=1)


def from_json(content: bytes, place: str) -> Manifest:
    """The manifest of the backup ``place``.

    Raises :class:`BackupError` where it is none, the backup is of a newer version, or a file is missing or has a name
    that no backup gives: names are never trusted, as a path made from one could lead anywhere.
    """
    try:
        plain = json.loads(content)
        _refuse_newer(plain, place)
        manifest = _MANIFEST.validate_json(content)
    except (ValueError, ValidationError, RecursionError) as error:
        raise BackupError(f"{place}: its {MANIFEST} is damaged; take another backup") from error
    names = [member.name for member in manifest.members]
    refuse_names(names, place)
    missing = {*GRAPH, JUDGEMENTS} - set(names)
    if missing:
        raise BackupError(f"{place}: lacks {min(missing)}; take another backup")
    return manifest


def _refuse_newer(plain: object, place: str) -> None:
    if not isinstance(plain, dict):
        raise ValueError("no manifest")
    for key, known in (("format", FORMAT), ("schema", newest())):
        found = plain.get(key)
        if isinstance(found, int) and found > known:
            by = str(plain.get("program"))[:40]
            raise BackupError(
                f"{place}: was written by policygraph {by} in {key} {found}, and this is {program()}, which reads "
                f"up to {known}; install policygraph {by} or later"
            )


def refuse_names(names: Iterable[str], place: str) -> None:
    """Raise :class:`BackupError` for a name that no backup has, or that occurs twice."""
    seen: set[str] = set()
    for name in names:
        found = _COLLECTION.fullmatch(name)
        known = name in GRAPH or name == JUDGEMENTS or (found is not None and is_collection_file(found[2]))
        if not known or name in seen:
            raise BackupError(f"{place}: holds {name[:100]!r}, which is no file of a backup; do not use it")
        seen.add(name)
