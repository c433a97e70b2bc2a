"""Which number each batch of the input has, so that a later resolution can take over what an earlier one found.

The numbers are in the order of the batches and leave room between them: what comes in later, between two batches that
were there before, is numbered between theirs, and no place of theirs changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_builder.knowledge import rules_fingerprint
from graph_builder.relations.batches import Batch
from graph_builder.tables.folder import Folder

_ROOM = 1 << 12
"""Numbers for each batch of a resolution that takes over nothing: its own, and those of batches that come after it."""
_SHARE = 5
"""A resolution is taken over where at most one in so many of its documents has gone, and at most as many came."""


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier resolution in its folder: its batches by number, each its name and how many documents it has."""

    folder: Folder
    batches: Mapping[int, tuple[str, int]]


def numbered(name: str, number: int) -> str:
    """The name of the table that a step has made of a batch, or of a stretch, of this number."""
    return f"{name}-{number:05d}"


def number_batches(batches: Sequence[Batch], base: Base | None) -> dict[int, Batch] | None:
    """The batches by number: those of ``base`` that are still there have theirs.

    ``None`` where so little of ``base`` is left, or so much was put between two of its batches, that it is no help.
    """
    if base is None:
        return {at * _ROOM: batch for at, batch in enumerate(batches, 1)}
    known = {name: at for at, (name, _) in base.batches.items()}
    made: dict[int, Batch] = {}
    at = 0
    for batch in batches:
        own = known.get(batch.name, 0)
        at = own if own > at else at + 1
        if at in base.batches and at != own:
            return None
        made[at] = batch
    came = sum(len(batch.extractions) for at, batch in made.items() if at not in base.batches)
    stayed = sum(documents for at, (_, documents) in base.batches.items() if at in made)
    gone = sum(documents for at, (_, documents) in base.batches.items() if at not in made)
    return made if _SHARE * max(came, gone) <= stayed else None


def _file() -> str:
    """Where a resolution by the rules of this installation keeps its numbers: that of others decided otherwise."""
    return f"layout-{rules_fingerprint()}.json"


def write_layout(folder: Folder, batches: Mapping[int, Batch]) -> None:
    """Keep the numbers of a resolution in its folder."""
    with folder.writing(_file()) as file:
        file.write(json.dumps([[at, batch.name, len(batch.extractions)] for at, batch in batches.items()]).encode())


def read_base(folder: Folder) -> Base | None:
    """The resolution in a folder; ``None`` where there is none by the rules of this installation."""
    if not folder.has(_file()):
        return None
    with folder.open(_file()) as file:
        return Base(folder, {at: (name, documents) for at, name, documents in json.loads(file.read())})
