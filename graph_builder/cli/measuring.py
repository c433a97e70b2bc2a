"""Commands that measure a build: compare it with another one, evaluate it against labels."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.text import Text

from graph_builder.cli.console import json_option, show, show_json, table
from graph_builder.cli.views import evidence
from graph_builder.cli.words import RELATIONS
from graph_builder.compare import Comparison, DocumentChange, Fate, FieldChange, RelationChange, compare
from graph_builder.evaluate import Evaluation, Tally, evaluate, tallies
from graph_builder.export.jsonl import read_jsonl
from graph_builder.labels import read_labels
from graph_builder.store import dump, open_store

_MARKS = {Fate.GAINED: ("+ ", "green"), Fate.LOST: ("- ", "red"), Fate.CHANGED: ("~ ", "yellow")}


@click.command("compare")
@click.argument("old", metavar="OLD_EXPORT", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW_EXPORT", type=click.Path(path_type=Path))
@json_option
def compare_command(old: Path, new: Path, as_json: bool) -> None:
    """Print what NEW_EXPORT gained and lost against OLD_EXPORT, relation by relation with its evidence."""
    found = compare(read_jsonl(old), read_jsonl(new))
    if as_json:
        show_json({"counts": found.counts(), "relations": found.relations, "documents": found.documents})
    else:
        show(*_comparison(found))


def _comparison(found: Comparison) -> Iterable[Text]:
    for change in found.relations:
        yield _relation(change)
    for document in found.documents:
        yield _document(document)
    for kind, numbers in found.counts().items():
        yield Text(f"{kind}: " + ", ".join(f"{number} {fate}" for fate, number in numbers.items()))


def _relation(change: RelationChange) -> Text:
    mark, colour = _MARKS[change.fate]
    relation = change.relation
    line = Text(mark, style=colour)
    line.append(f"{change.source_title} {RELATIONS[relation.type]} {relation.type} {change.target_title}")
    line.append(f"\n    {evidence(relation)}")
    return line.append(_changes(change.changes))


def _document(change: DocumentChange) -> Text:
    mark, colour = _MARKS[change.fate]
    return Text.assemble((mark, colour), f"文件 {change.id} {change.title}", _changes(change.changes))


def _changes(changes: Iterable[FieldChange]) -> str:
    return "".join(f"\n    {change.field}: {change.old} → {change.new}" for change in changes)


@click.command("evaluate")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option("--export", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Measure this export.")
@click.option("--misses", is_flag=True, help="List everything wrong or missing too.")
@json_option
def evaluate_command(gold: Path, folder: Path | None, misses: bool, as_json: bool) -> None:
    """Measure the loaded graph (or an export) against the labelled documents in GOLD."""
    labels = read_labels(gold)
    if folder:
        graph = read_jsonl(folder)
    else:
        with open_store() as store:
            graph = dump(store)
    result = evaluate(graph, labels)
    if as_json:
        show_json(_as_json(result, misses=misses))
        return
    made = table(
        "项目", "准确率 P", "召回率 R", "F1", "hit/predicted/gold", title=f"文件 documents: {result.documents}"
    )
    for name, tally in tallies(result):
        rates = (f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f1))
        made.add_row(name, *rates, f"{tally.hit}/{tally.predicted}/{tally.gold}")
    show(made)
    if misses:
        show(*(Text(f"{miss.seq:4} {miss.kind}: {miss.text}") for miss in result.misses))


def _as_json(result: Evaluation, *, misses: bool) -> dict[str, object]:
    answer: dict[str, object] = {
        "documents": result.documents,
        "figures": {name: _row(tally) for name, tally in result.figures.items()},
        "per_type": {kind.value: _row(tally) for kind, tally in result.per_type.items()},
    }
    return answer | ({"misses": result.misses} if misses else {})


def _row(tally: Tally) -> dict[str, float]:
    rates = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {name: round(rate, 4) for name, rate in rates.items()} | {
        "hit": tally.hit,
        "predicted": tally.predicted,
        "gold": tally.gold,
    }
