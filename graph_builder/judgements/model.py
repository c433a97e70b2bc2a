"""What a reviewer decides: one judgement, never changed once it is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import InputError
from graph_builder.model import Relation, RelationType

_LONGEST_NAME = 100
_LONGEST_REASON = 2000
_ID = 12


class JudgementKind(StrEnum):
    """What a judgement does.

    ``confirm`` a relation, ``reject`` it, ``retype`` it, or set the ``target`` of its mention; ``merge`` an agency into
    another one, ``separate`` a name from the agency that it is taken for; ``undo`` an earlier judgement.
    """

    CONFIRM = "confirm"
    REJECT = "reject"
    RETYPE = "retype"
    TARGET = "target"
    MERGE = "merge"
    SEPARATE = "separate"
    UNDO = "undo"


ON_RELATIONS = (JudgementKind.CONFIRM, JudgementKind.REJECT, JudgementKind.RETYPE, JudgementKind.TARGET)
ON_AGENCIES = (JudgementKind.MERGE, JudgementKind.SEPARATE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision with the name of who took it, when and why.

    ``relation`` is the one judged, as the reviewer saw it: it is found again by its ends, its type and its words.
    ``type`` is what it is to be for ``retype``, ``target`` the id of the document that is meant for ``target``,
    ``agency`` and ``other`` the two agencies of ``merge`` and ``separate``, ``undoes`` the id of a judgement.
    """

    id: str
    kind: JudgementKind
    by: str
    at: datetime
    reason: str
    relation: Relation | None = None
    type: RelationType | None = None
    target: str | None = None
    agency: str | None = None
    other: str | None = None
    undoes: str | None = None


_ADAPTER: TypeAdapter[Judgement] = TypeAdapter(Judgement)
_NEEDS = {
    JudgementKind.CONFIRM: {"relation"},
    JudgementKind.REJECT: {"relation"},
    JudgementKind.RETYPE: {"relation", "type"},
    JudgementKind.TARGET: {"relation", "target"},
    JudgementKind.MERGE: {"agency", "other"},
    JudgementKind.SEPARATE: {"agency", "other"},
    JudgementKind.UNDO: {"undoes"},
}
_FIELDS = frozenset().union(*_NEEDS.values())


def judge(kind: JudgementKind, by: str, reason: str, *, at: datetime | None = None, **subject: Any) -> Judgement:
    """A new judgement, given now or ``at`` a time with its zone.

    ``subject`` are the fields that the kind needs. Raises :class:`InputError` where the name or the reason is empty or
    too long, or a field is missing or too many.
    """
    by, reason = _words(by, "name of the reviewer", _LONGEST_NAME), _words(reason, "reason", _LONGEST_REASON)
    if subject.keys() != _NEEDS[kind]:
        raise InputError(f"a judgement '{kind}' takes {', '.join(sorted(_NEEDS[kind]))}; give just these")
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    unnamed = Judgement("", kind, by, moment, reason, **subject)
    digest = hashlib.sha256(as_line(unnamed).encode("utf-8", "backslashreplace")).hexdigest()
    return replace(unnamed, id=digest[:_ID])


def _words(given: str, what: str, longest: int) -> str:
    words = " ".join(given.encode("utf-8", "replace").decode("utf-8").split())
    if not words or len(words) > longest:
        raise InputError(f"the {what} of a judgement has 1 to {longest} characters, not {len(words)}")
    return words


def as_line(judgement: Judgement) -> str:
    """A judgement as a line of JSON, without the line end; fields that its kind does not have are left out."""
    row = _ADAPTER.dump_python(judgement, mode="json")
    unused = _FIELDS - _NEEDS[judgement.kind]
    return json.dumps({key: value for key, value in row.items() if key not in unused}, ensure_ascii=False)


def from_line(line: bytes) -> Judgement:
    """A judgement from a line of JSON. Raises :class:`ValueError`, in one line, where it is none."""
    try:
        read = _ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")) from error
    missing = sorted(name for name in _NEEDS[read.kind] if getattr(read, name) is None)
    if missing:
        raise ValueError(f"a judgement '{read.kind}' needs {', '.join(missing)}")
    if read.at.tzinfo is None:
        raise ValueError("at: a time without its zone")
    return read


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The decisions that stand, oldest first: not undone, or their undoing undone itself.

    Files that were joined (by a version control, say) may hold them in any order and twice.
    """
    ordered = _ordered(judgements)
    undone = undone_by(ordered)
    return tuple(each for each in ordered if each.undoes is None and each.id not in undone)


def undone_by(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For the ids of the judgements that do not stand, the id of the one that undid each."""
    undone: dict[str, str] = {}
    for each in reversed(_ordered(judgements)):
        if each.undoes is not None and each.id not in undone:
            undone[each.undoes] = each.id
    return undone


def _ordered(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted({each.id: each for each in judgements}.values(), key=lambda each: (each.at, each.id))
