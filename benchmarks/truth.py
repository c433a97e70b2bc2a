"""A build measured against the truth of a made-up country: ``python -m benchmarks.truth FOLDER``.

Builds ``FOLDER/documents`` as a user would, unless ``--export`` names a build, and prints how much of what the
documents state was found, by type. Both sides are read line by line; passages and measures are not read at all. What is
held of a million documents takes 4 GB.

A relation is right where type and target are: the document of the country that is meant; for a document outside it, a
cited one of that number or title; for a title that several bear, ``ambiguous``. A clause that orders a document to be
carried out is hard to tell from one that cites it, both are right there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.country.writing import TEXTS, TRUTH
from benchmarks.tables import markdown
from graph_builder.evaluate import LINE_SLACK, Tally
from graph_builder.matching import core, plain, same_number, same_title
from graph_builder.model import RelationType, Resolution, Scope

_SLICE = 200_000
"""So many documents are graded at a time; each slice reads the relations once."""
_NEAR = {RelationType.IMPLEMENTS.value, RelationType.CITES.value}
_FIELDS = ("title", "doc_number", "doc_type", "level", "issued_on", "issuers")
OVERALL = "relations_typed"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """A relation that was missed (``kind`` "missed") or that the text does not state ("wrong")."""

    kind: str
    type: str
    source: str
    line: int
    text: str


@dataclass(slots=True)
class Grade:
    """Tallies by type, overall, of header fields, and the first misses of each type and kind."""

    show: int = 0
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: defaultdict[tuple[str, str], list[Miss]] = field(default_factory=lambda: defaultdict(list))

    def miss(self, miss: Miss) -> None:
        """Keep an example, as long as fewer than ``show`` of its kind are kept."""
        kept = self.misses[miss.kind, miss.type]
        if len(kept) < self.show:
            kept.append(miss)


@dataclass(frozen=True, slots=True)
class _Outside:
    """A document of the build that is not of the country."""

    number: str | None
    names: tuple[str, ...]
    parent: str | None


def grade(truth: Path, export: Path, *, show: int = 0) -> Grade:
    """Measure the build in ``export`` against the folder ``truth`` of a country.

    Raises :class:`OSError` where a file cannot be read.
    """
    result = Grade(show)
    build = _Build(export / "documents.jsonl")
    count = sum(build.grade_fields(row, result) for row in _rows(truth / "documents.jsonl"))
    for first in range(0, count, _SLICE):
        gold = _sliced(_rows(truth / "relations.jsonl"), range(first, first + _SLICE), lambda row: int(row["source"]))
        found = _sliced(
            _rows(export / "relations.jsonl"), range(first, first + _SLICE), lambda row: build.speaker(row["source"])
        )
        for index in sorted({*gold, *found}):
            build.grade_relations(index, gold.get(index, []), found.get(index, []), result)
    return result


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _sliced(rows: Iterator[Row], wanted: range, index_of: Any) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        index = index_of(row)
        if index is not None and index in wanted:
            found[index].append(row)
    return dict(found)


class _Build:
    """The documents of a build: which of the country's each one is, and by what names the others go."""

    def __init__(self, path: Path) -> None:
        self._indexes: dict[str, int] = {}
        self._outside: dict[str, _Outside] = {}
        self._heads: dict[int, tuple[int, str, tuple[object, ...]]] = {}
        for row in _rows(path):
            index = _index_of(row)
            if index is None or row["parent"] is not None:
                self._outside[row["id"]] = _Outside(row["doc_number"], (row["title"], *row["aliases"]), row["parent"])
                continue
            self._indexes[row["id"]] = index
            line = row["source"]["line_start"]
            if index not in self._heads or line < self._heads[index][0]:
                # a document that stands in another in full lies behind that one's heading
                self._heads[index] = (line, row["id"], tuple(_plain(row[name]) for name in _FIELDS))

    def speaker(self, id: str) -> int | None:
        """The index of the document whose own text states a relation; ``None`` for one that only stands in another."""
        index = self._indexes.get(id)
        return index if index is not None and self._heads[index][1] == id else None

    def grade_fields(self, row: Row, result: Grade) -> int:
        """Compare what a document says of itself. Returns 1, to count them."""
        head = self._heads.get(int(row["id"]))
        result.tallies["found"].add(head is not None)
        for at, name in enumerate(_FIELDS):
            right = head is not None and _same_field(name, head[2][at], _plain(row[name]))
            result.tallies[name].add(right)
            if not right:
                text = f"{head[2][at] if head else None} for {row[name]}"
                result.miss(Miss("wrong", name, row["id"], 1, text))
        return 1

    def grade_relations(self, index: int, gold: Sequence[Row], found: Sequence[Row], result: Grade) -> None:
        """Pair up the relations of one document, by the very type first, then by one that is right too."""
        pairs: dict[int, int] = {}
        for same_type in (lambda true, mine: true["type"] == mine["type"], _alike):
            for at, true in enumerate(gold):
                free = (i for i, mine in enumerate(found) if i not in pairs.values() and same_type(true, mine))
                match = next((i for i in free if self._same_target(true, found[i])), None) if at not in pairs else None
                if match is not None:
                    pairs[at] = match
        met = set(pairs.values())
        for at, true in enumerate(gold):
            self._count(result, true["type"], hit=at in pairs, predicted=at in pairs, gold=True)
            if at in pairs:
                line = found[pairs[at]]["evidence"]["line"]
                result.tallies["evidence_line"].add(abs(line - true["line"]) <= LINE_SLACK)
                result.tallies["scope"].add(found[pairs[at]]["scope"] == true["scope"])
            else:
                text = f"{true['words']} → {true['title']} {true['number']} {true['target'] or ''} [{true['how']}]"
                result.miss(Miss("missed", true["type"], true["source"], true["line"], text))
        for at, mine in enumerate(found):
            if at in met or (mine["inferred"] and mine["type"] == RelationType.CITES):
                continue
            self._count(result, mine["type"], hit=False, predicted=True, gold=False)
            text = f"{mine['evidence']['quote']} → {mine['target']} [{mine['rule']}, {mine['resolution']}]"
            result.miss(Miss("wrong", mine["type"], f"{index:07}", mine["evidence"]["line"], text))

    def _count(self, result: Grade, kind: str, *, hit: bool, predicted: bool, gold: bool) -> None:
        for name in (OVERALL, kind):
            result.tallies[name].add(hit, predicted, gold)

    def _same_target(self, true: Row, mine: Row) -> bool:
        index = self._country_index(mine["target"])
        if true["candidates"]:
            return bool(mine["resolution"] == Resolution.AMBIGUOUS)
        if true["target"] is not None or index is not None:
            return true["target"] is not None and index == int(true["target"])
        other = self._outside[mine["target"]]
        if true["number"] and other.number:
            return same_number(true["number"], other.number)
        return mine["resolution"] != Resolution.AMBIGUOUS and any(
            same_title(true["title"], name) for name in other.names
        )

    def _country_index(self, id: str) -> int | None:
        """The document of the country, or the one that issued the text, or ``None``."""
        while id not in self._indexes:
            parent = self._outside[id].parent
            if parent is None:
                return None
            id = parent
        return self._indexes[id]


def _index_of(row: Row) -> int | None:
    """A file of the country is named by the document's index."""
    return int(Path(row["source"]["file"]).stem) if row["source"] else None


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _same_field(name: str, mine: Any, true: Any) -> bool:
    if name == "title":
        return core(mine) == core(true)
    if name == "issuers":
        return [plain(each) for each in mine or ()] == [plain(each) for each in true]
    return same_number(mine, true) if name == "doc_number" and mine else bool(mine == true)


def _alike(true: Row, mine: Row) -> bool:
    return true["scope"] == Scope.CLAUSE and {true["type"], mine["type"]} <= _NEAR


def table(result: Grade) -> str:
    """The figures as a table, types first."""
    names = [OVERALL, *(kind.value for kind in RelationType)]
    rows = [[name, *_figures(result.tallies[name])] for name in names]
    return markdown(["relations", "true", "found", "precision", "recall", "F1"], rows)


def fields_table(result: Grade) -> str:
    """Shares of documents, and of relations found, of which this and that is right."""
    names = ["found", *_FIELDS, "evidence_line", "scope"]
    rows = [
        [name, f"{result.tallies[name].hit} of {result.tallies[name].gold}", f"{result.tallies[name].recall:.4f}"]
        for name in names
    ]
    return markdown(["right", "of all", "share"], rows)


def _figures(tally: Tally) -> list[str]:
    return [
        str(tally.gold),
        str(tally.predicted),
        *(f"{value:.4f}" for value in (tally.precision, tally.recall, tally.f1)),
    ]


def main() -> None:
    """Build, grade, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what `python -m benchmarks.country` wrote")
    parser.add_argument("--export", type=Path, help="an export of a build of its documents, instead of building")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N examples of each kind of miss")
    given = parser.parse_args()
    if not (given.folder / TRUTH).is_dir():
        sys.exit(f"{given.folder}: holds no {TRUTH}/; write a country with `python -m benchmarks.country` first")
    export: Path = given.export or given.folder / "graph"
    if given.export is None:
        build = [sys.executable, "-m", "graph_builder.cli", "build", str(given.folder / TEXTS), "--no-load"]
        subprocess.run([*build, "--export", str(export)], check=True)
    result = grade(given.folder / TRUTH, export, show=given.show)
    print(table(result), fields_table(result), sep="\n\n")
    for (kind, name), misses in sorted(result.misses.items()):
        print(f"\n{kind} {name}")
        for miss in misses:
            print(f"  {miss.source}:{miss.line} {miss.text}")


if __name__ == "__main__":
    main()
