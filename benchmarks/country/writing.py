"""The country on disk: a text file per document and the truth as JSON lines, written one after the other."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.country.citing import Claim, Doubtful, Outside
from benchmarks.country.documents import Made, make
from benchmarks.country.model import Country, Heading

TEXTS = "documents"
TRUTH = "truth"


def write_country(country: Country, folder: Path) -> None:
    """Write all documents below ``folder/documents`` and what is true of them into ``folder/truth``.

    Memory does not grow with the country. Raises :class:`FileExistsError` where the folder holds one already, and
    :class:`OSError` where it cannot be written.
    """
    texts, truth = folder / TEXTS, folder / TRUTH
    texts.mkdir(parents=True)
    truth.mkdir()
    made_folders: set[PurePosixPath] = set()
    with (
        (truth / "documents.jsonl").open("w", encoding="utf-8", newline="\n") as documents,
        (truth / "relations.jsonl").open("w", encoding="utf-8", newline="\n") as relations,
    ):
        for index in range(country.documents):
            made = make(country, index)
            place = path_of(made.heading)
            if place.parent not in made_folders:
                (texts / place.parent).mkdir(parents=True, exist_ok=True)
                made_folders.add(place.parent)
            (texts / place).write_bytes(("\n".join(made.lines) + "\n").encode())
            documents.write(_json(document_row(made.heading)))
            relations.writelines(_json(relation_row(made, claim, line)) for claim, line in made.claims)


def path_of(heading: Heading) -> PurePosixPath:
    """Where a document lies: province, year, and what issued it."""
    place = heading.place
    body = heading.issuers[0].name.removeprefix(place.name) if place else heading.issuers[0].name
    return PurePosixPath(place.province if place else "国家", str(heading.day.year), body, f"{heading.index:07}.txt")


def id_of(heading: Heading) -> str:
    """The key of a document in the truth."""
    return f"{heading.index:07}"


def document_row(heading: Heading) -> dict[str, Any]:
    """What is true of a document, in the terms of the export."""
    return {
        "id": id_of(heading),
        "file": str(path_of(heading)),
        "title": heading.title,
        "doc_number": heading.number,
        "doc_type": heading.kind,
        "level": heading.issuers[0].level,
        "issuers": [body.name for body in heading.issuers],
        "issued_on": heading.day.isoformat(),
        "enclosures": [heading.issued] if heading.issued else [],
    }


def relation_row(made: Made, claim: Claim, line: int) -> dict[str, Any]:
    """A relation. ``target`` is null for a document that is not in the country and for one that cannot be told."""
    row: dict[str, Any] = {
        "source": id_of(made.heading),
        "type": claim.type,
        "target": None,
        "title": None,
        "number": None,
        "scope": claim.scope,
        "line": line,
        "words": claim.words,
        "how": claim.how,
        "candidates": [],
    }
    match claim.target:
        case Heading() as target:
            row |= {"target": id_of(target), "title": target.title, "number": target.number}
        case Outside(title=title, number=number):
            row |= {"title": title, "number": number}
        case Doubtful(title=title, candidates=candidates):
            row |= {"title": title, "candidates": [id_of(each) for each in candidates]}
    return row


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
