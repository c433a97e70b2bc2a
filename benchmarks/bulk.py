"""The bulk import beside a load by ``UNWIND``, both of the same graph on Neo4j: ``python -m benchmarks.bulk``.

It needs Java and the files of the server, which the tests fetch by Maven. Each way has a server of its own with an
empty database. The bulk way is the writing of the files, ``neo4j-admin database import full``, and the script that
ends it; the start of the server between the two, which takes as long for any graph, is shown and not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import SAMPLE, compendium_file
from benchmarks.many import many_times
from benchmarks.tables import markdown
from graph_builder.build import build
from graph_builder.export.neo4j_import import FINISH, SCRIPT, write_neo4j_import
from graph_builder.model import Graph
from graph_builder.store import StoreSettings, load, open_store
from tests.engines import Neo4jServer, neo4j_tools


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of both ways for a graph, and its size."""

    documents: int
    rows: int
    """Nodes and edges."""
    unwind: float
    files: float
    importing: float
    start: float
    finish: float

    @property
    def bulk(self) -> float:
        """The whole bulk way."""
        return self.files + self.importing + self.finish

    @property
    def ratio(self) -> float:
        """The load by ``UNWIND`` in times of the bulk way."""
        return self.unwind / self.bulk


def measure_bulk(graph: Graph) -> Times:
    """Load a graph both ways, one after the other.

    Raises ``RuntimeError`` where a command fails or the two did not make the same, and what ``tests.engines`` raises
    where Neo4j cannot run.
    """
    with tempfile.TemporaryDirectory(prefix="policygraph-bulk-", ignore_cleanup_errors=True) as work:
        unwind, rows, expected = _unwind(graph, Path(work) / "unwind")
        folder, home = Path(work) / "files", Path(work) / "bulk"
        files = _timed(lambda: write_neo4j_import(graph, folder))
        server = Neo4jServer(home)
        tools = neo4j_tools(home)
        importing = _timed(lambda: _run(folder, tools, "sh", SCRIPT))
        try:
            start = _timed(server.start)
            finish = _timed(lambda: _run(folder, tools, "cypher-shell", "--address", server.uri, "--file", FINISH))
            if _counted(server) != expected:
                raise RuntimeError(f"imported are {_counted(server)}, and loaded {expected}")
        finally:
            server.end()
    return Times(len(graph.documents), rows, unwind, files, importing, start, finish)


def import_time(graph: Graph) -> float:
    """Seconds to write the files of a graph, import them and end the import. Raises as :func:`measure_bulk`."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bulk-", ignore_cleanup_errors=True) as work:
        folder, home = Path(work) / "files", Path(work) / "bulk"
        spent = _timed(lambda: write_neo4j_import(graph, folder))
        server = Neo4jServer(home)
        tools = neo4j_tools(home)
        spent += _timed(lambda: _run(folder, tools, "sh", SCRIPT))
        try:
            server.start()
            return spent + _timed(
                lambda: _run(folder, tools, "cypher-shell", "--address", server.uri, "--file", FINISH)
            )
        finally:
            server.end()


def _unwind(graph: Graph, home: Path) -> tuple[float, int, list[str]]:
    """Seconds of the load, the nodes and edges that it made, and how many there are of each kind."""
    server = Neo4jServer(home)
    server.start()
    try:
        with open_store(StoreSettings(home, uri=server.uri)) as store:
            begin = time.perf_counter()
            report = load(store, graph)
            spent = time.perf_counter() - begin
        return spent, sum(report.nodes.values()) + sum(report.edges.values()), _counted(server)
    finally:
        server.end()


def _counted(server: Neo4jServer) -> list[str]:
    with open_store(StoreSettings(Path(), uri=server.uri)) as store:
        (served,) = store.read("current_build")
        counts = (store.read(name, build=served["build"]) for name in ("count_nodes", "count_edges"))
        return sorted(str(row) for rows in counts for row in rows)


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _run(folder: Path, tools: Path, *command: str) -> None:
    path = os.pathsep.join([str(tools), os.environ["PATH"]])
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout.decode()[-2000:]}{done.stderr.decode()[-2000:]}")


def bulk_table(measured: Sequence[Times]) -> str:
    """What was measured, a row for each graph."""
    head = [
        "documents",
        "nodes and edges",
        "UNWIND, s",
        "files, s",
        "import, s",
        "start, s",
        "finish, s",
        "times faster",
    ]
    return markdown(
        head,
        [
            [
                f"{each.documents:,}",
                f"{each.rows:,}",
                *(f"{spent:.1f}" for spent in (each.unwind, each.files, each.importing, each.start, each.finish)),
                f"{each.ratio:.1f}",
            ]
            for each in measured
        ],
    )


def main() -> None:
    """Measure graphs of several sizes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=compendium_file() or SAMPLE)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], help="copies of the graph")
    given = parser.parse_args()
    graph = build([given.corpus])
    print(bulk_table([measure_bulk(many_times(graph, times)) for times in given.times]))


if __name__ == "__main__":
    main()
