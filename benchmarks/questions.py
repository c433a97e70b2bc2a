"""Whether questions slow down as the graph grows: ``python -m benchmarks.questions --sizes 1000 100000``.

The same questions are asked of a small and a large generated graph (:mod:`benchmarks.light`), one after the other in
the same store, on both engines. What belongs to one document is the same in both, so that trace, status and a search
are to stay within :data:`LIMIT` times. The first answer of a process, which reads what is kept for the others, stands
beside them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from api import questions
from api.questions.listing import DocumentFilter, document_facets, list_documents
from api.questions.network import joint_network
from benchmarks.engines import neo4j_server
from benchmarks.light import LINE, THEMES, light_graph, mark_of, root_of
from benchmarks.tables import markdown
from graph_builder.model import Level
from graph_builder.store import Store, StoreSettings, load, open_store

LIMIT = 5.0
"""Trace, status and search of the large graph are to take at most so many times those of the small one."""
ENGINES = ("arcadedb", "neo4j")
_DAY = date(2021, 6, 1)
_RUNS = 5

Ask = Callable[[Store, int], object]
"""A question about the line of work of a number."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its name; ``held`` to :data:`LIMIT` or only shown."""

    name: str
    ask: Ask
    held: bool = True


QUESTIONS = (
    Question("trace", lambda store, line: questions.trace(store, root_of(line))),
    Question("status", lambda store, line: questions.status(store, root_of(line), _DAY)),
    Question("search, a number", lambda store, line: questions.search(store, root_of(line), on=_DAY)),
    Question("search, words of few", lambda store, line: questions.search(store, mark_of(line), on=_DAY)),
    Question("search, words of many", lambda store, line: questions.search(store, THEMES[line % len(THEMES)], on=_DAY)),
    Question("search, words of all", lambda store, _: questions.search(store, "企业", on=_DAY), held=False),
    Question("suggest", lambda store, line: questions.suggest(store, root_of(line)[:8]), held=False),
    Question("list", lambda store, _: list_documents(store, DocumentFilter(levels=[Level.NATIONAL])), held=False),
    Question("facets", lambda store, _: document_facets(store, DocumentFilter()), held=False),
    Question("network", lambda store, _: joint_network(store), held=False),
    Question("stats", lambda store, _: questions.stats(store), held=False),
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of the first answer, and the median of those after it, each about another line of work."""

    first: float
    later: float


def time_questions(store: Store, lines: int, *, runs: int = _RUNS) -> dict[str, Timing]:
    """How long each question takes in a store that holds so many lines of work."""
    asked = [lines * (2 * run + 1) // (2 * runs + 2) for run in range(runs + 1)]
    found = {}
    for each in QUESTIONS:
        times = [_milliseconds(each.ask, store, line) for line in asked]
        found[each.name] = Timing(times[0], median(times[1:]))
    return found


def _milliseconds(ask: Ask, store: Store, line: int) -> float:
    begun = time.perf_counter()
    ask(store, line)
    return 1000 * (time.perf_counter() - begun)


def measure(store: Store, sizes: Sequence[int], *, runs: int = _RUNS) -> list[dict[str, Timing]]:
    """The times at each size, one after the other in one store."""
    found = []
    for size in sizes:
        graph = light_graph(size)
        load(store, graph)
        found.append(time_questions(store, -(-size // LINE), runs=runs))
    return found


def questions_table(engine: str, sizes: Sequence[int], times: Sequence[dict[str, Timing]]) -> str:
    """Times of every question by size, and the last size's in times of the first's."""
    rows = []
    for each in QUESTIONS:
        made = [row[each.name] for row in times]
        ratio = made[-1].later / max(made[0].later, 0.01)
        limit = f"≤ {LIMIT:g}" if each.held else ""
        shown = [f"{timing.later:.1f} ({timing.first:.0f})" for timing in made]
        rows.append([each.name, *shown, f"{ratio:.1f}", limit])
    head = [f"{engine}, ms (the first)", *(f"{size} documents" for size in sizes), "times", "limit"]
    return markdown(head, rows)


@contextmanager
def _opened(engine: str, folder: Path) -> Iterator[Store]:
    if engine == "neo4j":
        with neo4j_server(folder) as uri, open_store(StoreSettings(folder, uri=uri)) as store:
            yield store
    else:
        with open_store(StoreSettings(folder)) as store:
            yield store


def main() -> None:
    """Print a table for each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="documents, the least first")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--runs", type=int, default=_RUNS)
    given = parser.parse_args()
    for engine in given.engines:
        with tempfile.TemporaryDirectory() as folder, _opened(engine, Path(folder)) as store:
            times = measure(store, given.sizes, runs=given.runs)
        print(f"\n{questions_table(engine, given.sizes, times)}", flush=True)


if __name__ == "__main__":
    main()
