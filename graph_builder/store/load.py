"""Loading a graph: beside the one that readers see, which is then replaced at once.

Every node carries the fingerprint of its build. A load lists the new build, creates its nodes and edges in batches,
sets the one node that names the current build, and deletes the former one. A load that fails or is killed has changed
nothing that readers see; what it left is deleted by the next one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from graph_builder.errors import StoreError
from graph_builder.logs import stage
from graph_builder.model import Graph
from graph_builder.progress import Progress, silent
from graph_builder.store.connection import Row, Store
from graph_builder.store.migrations import newest
from graph_builder.store.rows import GAP, Step, steps

_BATCH = 500
_CHARACTERS = 2_000_000
_LABELS = ("Passage", "Measure", "Issue", "Reading", "Document", "Agency", "Region", "Collection")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: the build that is now served, whether it is a new one, and what it holds by kind."""

    build: str
    changed: bool
    nodes: dict[str, int]
    edges: dict[str, int]


def load(
    store: Store,
    graph: Graph | Callable[[], Graph],
    *,
    progress: Progress | None = None,
    before_switch: Callable[[], None] | None = None,
) -> LoadReport:
    """Make ``graph``, which is the whole graph of all collections, the one that readers see.

    It may be a function that gives the graph: it is called while other writers wait, so that what they have written
    by then, a judgement say, is in the graph, and what they write from then on is written to it.

    ``progress`` is called after every batch with the kind of node or edge, the rows loaded and the rows in all; where
    a former build is deleted, with "former graph", the nodes deleted and 0. ``before_switch`` is called when all is
    stored, while other writers wait and readers still see the former graph, which stays where it raises.

    The same graph again changes nothing. Loads of several processes take turns. Raises :class:`StoreError` where the
    graph names documents or agencies that it does not hold, or the store fails; the former graph is then whole.
    """
    with stage("load") as counted:
        report = _load(store, graph, progress or silent, before_switch)
        counted.update(asdict(report))
    return report


def _load(
    store: Store, graph: Graph | Callable[[], Graph], tell: Progress, before_switch: Callable[[], None] | None
) -> LoadReport:
    # what is wrong with a graph that is at hand is said without waiting for other writers
    plan = list(steps(graph)) if isinstance(graph, Graph) else []
    with store.exclusive():
        if not isinstance(graph, Graph):
            plan = list(steps(graph()))
        build = fingerprint(plan)
        served, revision = next(((row["build"], row["revision"]) for row in store.read("current_build")), (None, None))
        _clear(store, served, tell)
        # A build that a judgement has changed in its place is no longer the graph that its name stands for.
        names = (build, f"{build}b")
        if served in names:
            build = served if revision is None else names[served == build]
        if served != build:
            store.write("begin_build", build=build, gap=GAP)
            _fill(store, build, plan, tell)
        if before_switch:
            before_switch()
        if served != build:
            store.write("switch_build", build=build)
            _clear(store, build, tell)
    nodes, edges = Counter[str](), Counter[str]()
    for step in plan:
        (nodes if step.is_node else edges)[step.kind] += len(step.rows)
        if step.joined_by:
            edges[step.joined_by] += len(step.rows)
    return LoadReport(build, served != build, dict(nodes), dict(edges))


def fingerprint(plan: Iterable[Step]) -> str:
    """What tells the graph of these steps, in the form that it is stored in, from every other one: its build's name."""
    digest = hashlib.sha256(f"{newest()}".encode())
    for step in plan:
        digest.update(f"\n{step.statement}\n".encode())
        for row in step.rows:
            digest.update(repr(row).encode("utf-8", "backslashreplace"))
            digest.update(b"\n")
    return digest.hexdigest()[:20]


def _fill(store: Store, build: str, plan: list[Step], progress: Progress) -> None:
    for step in plan:
        loaded = 0
        for batch in batches(step.rows):
            (taken,) = store.write(step.statement, build=build, rows=batch)
            if taken["n"] != len(batch):
                raise StoreError(f"{store.place}: {step.statement} took {taken['n']} rows of {len(batch)}; load again")
            loaded += len(batch)
            progress(step.kind, loaded, len(step.rows))


def batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows in their order, so many together as one message takes: the embedded engine refuses those beyond 16 MB."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        length = sum(len(value) for value in row.values() if isinstance(value, str))
        if batch and (len(batch) == _BATCH or size + length > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


def _clear(store: Store, keep: str | None, progress: Progress) -> None:
    """Delete all builds but the one to keep."""
    deleted = 0
    for build in [row["id"] for row in store.read("builds") if row["id"] != keep]:
        for label in _LABELS:
            while count := store.write(f"drop_{label.lower()}", build=build, limit=_BATCH)[0]["n"]:
                deleted += count
                progress("former graph", deleted, 0)
        store.write("forget_build", build=build)
