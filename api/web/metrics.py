"""What Prometheus can ask: requests by route and status, how long they took, the store and the graph that is served.

The library reads ``PROMETHEUS_MULTIPROC_DIR`` when it is imported. This module is therefore imported by
:func:`~api.web.app.create_app` alone, once the server has set the variable.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.web.access import METRICS
from api.web.asking import Desk, desk
from graph_builder.errors import StoreError
from graph_builder.store.migrations import newest

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_OTHER, _NO_ROUTE = "other", "none"
"""Labels for what clients may invent without end."""
_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

_STATE = "policygraph.served"

monitoring = Blueprint("monitoring", __name__)


class Metrics:
    """The counters of an application.

    ``folder`` is where the processes of one server put theirs together, and ``PROMETHEUS_MULTIPROC_DIR`` then names it
    too; without it they are those of this process.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._own = CollectorRegistry()
        self._folder = folder
        self._requests = Counter(
            "policygraph_requests", "Requests answered", ["method", "route", "status"], registry=self._own
        )
        self._seconds = Histogram(
            "policygraph_request_seconds",
            "Seconds from a request to the end of its answer",
            ["route"],
            buckets=_BUCKETS,
            registry=self._own,
        )
        self._store_errors = Counter(
            "policygraph_store_errors",
            "Requests that the store let down: it was away, refused a statement, or reached a limit",
            ["kind"],
            registry=self._own,
        )

    def count(self, method: str, route: str | None, status: int, seconds: float | None) -> None:
        """Count a request; ``route`` is the template of its address, ``None`` where it fits none.

        Without ``seconds`` it was refused before it was one.
        """
        named = route or _NO_ROUTE
        self._requests.labels(method if method in _METHODS else _OTHER, named, str(status)).inc()
        if seconds is not None:
            self._seconds.labels(named).observe(seconds)

    def count_store_error(self, kind: str) -> None:
        """Count a request that the store let down: ``away``, ``limit`` or ``refused``."""
        self._store_errors.labels(kind).inc()

    def written(self, state: Collector) -> bytes:
        """All counters, those of the other processes with them, and the present state, as Prometheus reads them."""
        registry = CollectorRegistry()
        if self._folder is None:
            registry.register(self._own)
        else:
            MultiProcessCollector(registry, str(self._folder))  # type: ignore[no-untyped-call]
        registry.register(state)
        return generate_latest(registry)


class ServedState(Collector):
    """The program, the store and the graph as the process sees them that is asked.

    It never waits for a store that is away, and counts the nodes of a graph once.
    """

    def __init__(self, here: Desk) -> None:
        self._desk = here
        self._counted: tuple[str, dict[str, int]] | None = None

    def collect(self) -> Iterator[Metric]:
        """The metrics of this moment."""
        yield InfoMetricFamily("policygraph", "The program", {"version": version("policygraph")})
        try:
            build, nodes = self._graph()
            is_up = True
        except StoreError:
            build, nodes, is_up = None, {}, False
        yield GaugeMetricFamily("policygraph_store_up", "Whether the store answers", is_up)
        if build is not None:
            yield InfoMetricFamily("policygraph_graph", "The graph", {"build": build, "schema": str(newest())})
        counts = GaugeMetricFamily("policygraph_graph_nodes", "Nodes of the graph by kind", labels=["kind"])
        for kind, count in nodes.items():
            counts.add_metric([kind], count)
        yield counts

    def _graph(self) -> tuple[str | None, dict[str, int]]:
        """The build that is served, if any, and its nodes by kind. Raises :class:`StoreError`."""
        keeper, settings = self._desk.keeper, self._desk.settings
        store = keeper.at_hand()
        build = keeper.state()
        if build is None:
            return None, {}
        if self._counted is None or self._counted[0] != build:
            bounded = store.bounded(seconds=settings.seconds, rows=settings.rows)
            rows: list[dict[str, Any]] = bounded.read("count_nodes", build=build.partition(".")[0])
            self._counted = build, {row["label"]: row["n"] for row in rows}
        return self._counted


@monitoring.get(METRICS)
def read_metrics() -> Response:
    """What Prometheus asks; not part of the documented interface."""
    here = desk()
    state = current_app.extensions.setdefault(_STATE, ServedState(here))
    return Response(
        here.metrics.written(state), content_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"}
    )
