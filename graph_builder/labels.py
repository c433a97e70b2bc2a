"""Documents labelled by hand, which a build is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import InputError
from graph_builder.model import Level, RelationType, Scope


@dataclass(frozen=True, slots=True)
class LabelledRelation:
    """A relation of a labelled document; ``target_seq`` is the target's catalogue number where it has one.

    ``accept`` names the types that are right too.
    """

    type: RelationType
    line: int
    scope: Scope
    target_title: str | None = None
    target_number: str | None = None
    target_seq: int | None = None
    inferred: bool = False
    accept: tuple[RelationType, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledMeasure:
    """An operative provision of a labelled document."""

    line: int
    label: str | None = None
    action: str | None = None
    valid_to: date | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """What a reader found in one document of a compendium; ``measures`` is ``None`` where nobody looked for them."""

    seq: int
    start_line: int
    end_line: int
    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    issue_date: date | None
    effective_from: date | None
    effective_to: date | None
    level: Level
    doc_type: str | None
    enclosures: tuple[str, ...]
    relations: tuple[LabelledRelation, ...]
    measures: tuple[LabelledMeasure, ...] | None


def read_labels(path: Path) -> list[LabelledDocument]:
    """Read labels, a JSON object per line.

    Raises :class:`InputError`, which names file, line and key, where the file is missing, empty or not of this form.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a file of labels") from error
    adapter = TypeAdapter(LabelledDocument)
    labels = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            labels.append(adapter.validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            raise InputError(f"{path}:{number}: {place or 'line'}: {first['msg']}; correct the label") from error
    if not labels:
        raise InputError(f"{path}: holds no label; name a file with a JSON object per line")
    return labels
