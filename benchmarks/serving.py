"""The server under load beside the bare store under the same load: ``python -m benchmarks.serving``.

It needs locust: ``pip install policygraph[bench]``. Sixteen clients ask a fixed mix of questions without a pause; then
sixteen clients run the statements of the same questions on the store itself, in the same run. The load comes from the
same machine, so that only the ratios tell something.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from api import questions
from api.web import create_app
from benchmarks.inputs import SAMPLE, compendium_file
from benchmarks.many import many_times
from benchmarks.tables import markdown
from graph_builder.build import build
from graph_builder.model import Graph
from graph_builder.settings import Settings
from graph_builder.store import Store, StoreSettings, load, open_store

CLIENTS = 16
PROCESSES = 2
_BASE = "/api/v1"
_HELD_TO = ("trace", "status", "read", "search")
"""The questions whose 95th percentile is to stay within :data:`LIMIT` times the store's own."""
LIMIT = 3.0
_WORDS = ("社会保险费", "企业", "房产税", "贷款", "就业", "疫情防控")


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one question: how often it was asked, how often that failed, and percentiles in milliseconds."""

    asked: int
    failed: int
    p50: float
    p95: float
    p99: float


class Recording(Store):
    """A store that remembers what is read from it."""

    def __init__(self, store: Store) -> None:
        self.__dict__.update(store.__dict__)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def read(self, name: str, /, **params: Any) -> list[dict[str, Any]]:
        """As the store's own."""
        self.asked.append((name, params))
        return super().read(name, **params)


def mix_of(store: Store) -> list[tuple[str, str]]:
    """The questions, by name and address: those of the documents that most others carry out, and of some words."""
    most = [each.document.id for each in questions.stats(store, top=8).most_implemented]
    made = []
    for document in (quote(each, safe="") for each in most):
        made += [
            ("trace", f"{_BASE}/documents/{document}/trace"),
            ("status", f"{_BASE}/documents/{document}/status?on=2021-02-01"),
            ("read", f"{_BASE}/documents/{document}/text"),
            ("show", f"{_BASE}/documents/{document}"),
            ("effects", f"{_BASE}/documents/{document}/effects"),
        ]
    made += [("search", f"{_BASE}/search?q={quote(word)}") for word in _WORDS]
    made += [("suggest", f"{_BASE}/suggest?q={quote(word[:2])}") for word in _WORDS]
    made += [("documents", f"{_BASE}/documents?level={level}&limit=50") for level in ("national", "provincial")]
    return made


def statements_of(store: Store, mix: list[tuple[str, str]]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """The statements that each question of a mix runs, once what is kept between questions is there."""
    recording = Recording(store)
    client = create_app(Settings(home=Path()), lambda: nullcontext(recording)).test_client()
    made = []
    for name, path in mix:
        client.get(path)
        recording.asked.clear()
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.get_data(as_text=True)}")
        made.append((name, list(recording.asked)))
    return made


def timings(report: str) -> dict[str, Timing]:
    """Locust's report as timings by the names of the questions."""
    found = {}
    for row in json.loads(report):
        times = sorted((float(time), count) for time, count in row["response_times"].items())
        total = sum(count for _, count in times)
        found[row["name"]] = Timing(
            row["num_requests"], row["num_failures"], *(_percentile(times, total, share) for share in (0.5, 0.95, 0.99))
        )
    return found


def _percentile(times: list[tuple[float, int]], total: int, share: float) -> float:
    seen = 0
    for time, count in times:
        seen += count
        if seen >= share * total:
            return time
    return 0.0


def serving_table(served: dict[str, Timing], bare: dict[str, Timing], seconds: int) -> str:
    """Both side by side, in milliseconds."""
    rows = []
    for name, over in sorted(served.items()):
        own = bare[name]
        limit = f"≤ {LIMIT:g}" if name in _HELD_TO else ""
        rows.append(
            [
                name,
                f"{over.asked / seconds:.1f}",
                str(over.failed),
                *(f"{value:.0f}" for value in (over.p50, over.p95, over.p99, own.p50, own.p95, own.p99)),
                f"{over.p95 / own.p95:.1f}" if own.p95 else "",
                limit,
            ]
        )
    head = ["question", "a second", "errors", "p50", "p95", "p99", "store p50", "p95", "p99", "p95 in times", "limit"]
    return markdown(head, rows)


@contextmanager
def running(home: Path) -> Iterator[str]:
    """A server of the graph in a home, by its address; it ends with the block."""
    command = [sys.executable, "-m", "graph_builder.cli", "serve", "--port", "0", "--processes", str(PROCESSES)]
    environment = os.environ | {"POLICYGRAPH_HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        said = process.stdout.readline() if process.stdout else ""
        try:
            yield said.split()[1].rstrip("/")
        finally:
            process.terminate()


def _locust(script: str, mix: Path, home: Path, seconds: int, host: str) -> dict[str, Timing]:
    options = ["-u", str(CLIENTS), "-r", str(CLIENTS), "-t", f"{seconds}s", "--host", host]
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name(script)), "--headless", "--json"]
    environment = os.environ | {"POLICYGRAPH_MIX": str(mix), "POLICYGRAPH_HOME": str(home)}
    done = subprocess.run(
        [*command, *options, "--exit-code-on-error", "0"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return timings(done.stdout)


def measure(graph: Graph, seconds: int, kept: Path | None = None) -> tuple[dict[str, Timing], dict[str, Timing]]:
    """Times over HTTP and on the bare store, of the same questions on the same graph.

    The store is made in the folder ``kept``, where it stays for another run, else in one that is deleted.
    """
    with tempfile.TemporaryDirectory() as folder:
        addresses, statements = Path(folder) / "mix.json", Path(folder) / "mix.pickle"
        home = kept or Path(folder) / "home"
        with open_store(StoreSettings(home)) as store:
            load(store, graph)
            mix = mix_of(store)
            addresses.write_text(json.dumps(mix), "utf-8")
            statements.write_bytes(pickle.dumps(statements_of(store, mix)))
        with running(home) as host:
            served = _locust("locust_http.py", addresses, home, seconds, host)
            bare = _locust("locust_store.py", statements, home, seconds, host)
        return served, bare


def main() -> None:
    """Print the table for the real graph, and for it many times over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 100], help="sizes, in times of the graph")
    parser.add_argument("--keep", type=Path, help="keep the stores in this folder: another run need not load them")
    given = parser.parse_args()
    graph = build([compendium_file() or SAMPLE])
    for times in given.times:
        copies = many_times(graph, times)
        kept = given.keep and given.keep / str(times)
        print(f"\n## {len(copies.documents)} documents ({times} times)\n", flush=True)
        print(serving_table(*measure(copies, given.seconds, kept), given.seconds), flush=True)


if __name__ == "__main__":
    main()
