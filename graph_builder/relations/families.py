"""Families: what may belong together, by shared keys. Each is decided alone, so that no step needs the whole input.

Two rows are of one family where a chain of shared keys leads from one to the other. Only the keys themselves are held
in memory, an integer each; rows stay in their tables, sorted by family, and are worked off in stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

import numpy
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph_builder.tables.workbench import Workbench

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole families: rows ``first`` to ``last`` (half-open) of each of some tables that are sorted by family."""

    number: int
    bounds: tuple[tuple[int, int], ...]


def find_families(bench: Workbench, name: str, links: str) -> None:
    """Make table ``name`` (key, family) from pairs of keys that belong together, a SELECT of columns ``a`` and ``b``.

    The number of a family is the smallest key in it, so that it does not depend on what else is there.
    """
    if bench.folder.has_table(name):
        return
    bench.run(f"CREATE OR REPLACE TEMP TABLE links AS SELECT DISTINCT a, b FROM ({links})")
    keys = bench.arrays("SELECT DISTINCT k FROM (SELECT a AS k FROM links UNION ALL SELECT b FROM links) ORDER BY k")[
        "k"
    ]
    pairs = bench.arrays("SELECT a, b FROM links WHERE a <> b")
    places = numpy.searchsorted(keys, pairs["a"]), numpy.searchsorted(keys, pairs["b"])
    graph = coo_array((numpy.ones(len(pairs["a"]), numpy.bool_), places), shape=(len(keys), len(keys)))
    _, label = connected_components(graph, directed=False)
    _, first = numpy.unique(label, return_index=True)  # keys are sorted: the first of a family is its smallest
    bench.take("labelled", {"key": keys, "family": keys[first][label]})
    bench.make(name, "SELECT key, family FROM labelled")
    bench.run("DROP TABLE links")


def stretches(bench: Workbench, group: str, tables: Iterable[str], rows: int) -> list[Stretch]:
    """Cut tables that are sorted by column ``group`` into stretches of about ``rows`` rows, never inside a group."""
    names = list(tables)
    counted = " UNION ALL ".join(f"SELECT {group} AS g, {at} AS t FROM {name}" for at, name in enumerate(names))
    sums = ", ".join(f"count(*) FILTER (t = {at}) AS n{at}" for at in range(len(names)))
    per = f"SELECT g, {sums} FROM ({counted}) GROUP BY g ORDER BY g"
    found = bench.arrays(f"SELECT * EXCLUDE g FROM ({per})")
    ends = [numpy.cumsum(found[f"n{at}"]) for at in range(len(names))]
    whole: Any = sum(ends)
    if not len(ends[0]):
        return []
    last = numpy.unique(numpy.append(numpy.searchsorted(whole, numpy.arange(rows, whole[-1], rows)), len(whole) - 1))
    begins = numpy.append(-1, last[:-1])
    made = []
    for number, (before, stop) in enumerate(zip(begins.tolist(), last.tolist(), strict=True)):
        bounds = tuple((int(end[before]) if before >= 0 else 0, int(end[stop])) for end in ends)
        made.append(Stretch(number, bounds))
    return made


def side_by_side(
    one: Iterable[Item], other: Iterable[Any], group: Callable[[Any], Any]
) -> Iterator[tuple[Iterator[Item], Iterator[Any]]]:
    """The groups of two sorted streams together; a group that one of them lacks is empty there.

    A pair is to be used up before the next one is asked for, its first half before its second.
    """
    left, right = groupby(one, group), groupby(other, group)
    here, there = next(left, None), next(right, None)
    while here is not None or there is not None:
        if here is not None and (there is None or here[0] < there[0]):
            yield here[1], iter(())
            here = next(left, None)
        elif there is not None and (here is None or there[0] < here[0]):
            yield iter(()), there[1]
            there = next(right, None)
        elif here is not None and there is not None:
            yield here[1], there[1]
            here, there = next(left, None), next(right, None)
