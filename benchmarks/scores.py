"""Scores of an export, by the project's own evaluation and by an independent script where one is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.inputs import scorer_file
from benchmarks.tables import markdown
from graph_builder.evaluate import Evaluation, Tally, evaluate
from graph_builder.labels import read_labels
from graph_builder.model import Graph, RelationType

FIGURES = ("relations_typed", "relations_linked", "relations_inside_strong")
"""All relations by type and target; by target alone; those between documents of the input that are no mere mention."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A build and its F1 by figure and relation type, by the own evaluation and, if at hand, the independent script."""

    name: str
    evaluation: Evaluation
    independent: dict[str, Any] | None

    def own(self, figure: str) -> float:
        """F1 of a figure or relation type by the project's own evaluation."""
        return self.tally(figure).f1

    def tally(self, figure: str) -> Tally:
        """What the own evaluation counted for a figure or relation type."""
        tallies = self.evaluation.figures
        return tallies[figure] if figure in tallies else self.evaluation.per_type[RelationType(figure)]

    def other(self, figure: str) -> float | None:
        """The same by the independent script."""
        if self.independent is None:
            return None
        row = self.independent.get(figure) or self.independent["per_type"][figure]
        return float(row["f1"])


def score(name: str, graph: Graph, export: Path, labels: Path) -> Scored:
    """Score a graph and its export. Raises ``CalledProcessError`` where the independent script fails."""
    return Scored(name, evaluate(graph, read_labels(labels)), _independent(export, labels))


def _independent(export: Path, labels: Path) -> dict[str, Any] | None:
    script = scorer_file()
    if script is None:
        return None
    command = [sys.executable, str(script), str(export), str(labels), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def scores_table(scored: Sequence[Scored]) -> str:
    """F1 of every build by figure and relation type; the independent script's stands in brackets where it differs."""
    rows = []
    for figure in (*FIGURES, *(kind.value for kind in RelationType)):
        rows.append([figure, str(scored[0].tally(figure).gold), *(_cell(each, figure) for each in scored)])
    return markdown(["F1", "labelled", *(each.name for each in scored)], rows)


def _cell(scored: Scored, figure: str) -> str:
    own, other = f"{scored.own(figure):.3f}", scored.other(figure)
    return own if other is None or f"{other:.3f}" == own else f"{own} ({other:.3f})"
