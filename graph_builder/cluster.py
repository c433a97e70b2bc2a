"""The workers of a Dask cluster, for inputs that one machine takes too long for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from graph_builder.errors import ClusterError
from graph_builder.knowledge import rules_fingerprint
from graph_builder.workers import Workers

Result = TypeVar("Result")

_SECONDS = 30
"""How long a scheduler, and its first worker, may take to answer."""


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """The workers of the scheduler at an address (``tcp://host:8786``), for the length of a block.

    What a worker had under way when it died is done by another. Raises :class:`ClusterError` where the cluster package
    is missing, no scheduler or worker answers, or a worker has other rules than this installation.
    """
    try:
        distributed: Any = importlib.import_module("distributed")  # an extra, and slow to import
    except ImportError as error:
        raise ClusterError("the cluster needs another package; install `policygraph[cluster]`") from error
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler answers ({error}); start `dask scheduler` there") from error
    with client:
        _check(client, address)
        yield _Cluster(client, distributed.as_completed)


def _check(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except TimeoutError as error:
        raise ClusterError(f"{address}: the scheduler has no worker; start `dask worker {address}`") from error
    rules = client.run(rules_fingerprint)
    others = sorted(worker for worker, found in rules.items() if found != rules_fingerprint())
    if others:
        raise ClusterError(f"{others[0]}: has another version of policygraph or of its rules; install the same there")


class _Cluster:
    """Does tasks on a cluster."""

    def __init__(self, client: Any, as_completed: Callable[..., Iterator[Any]]) -> None:
        self._client = client
        self._as_completed = as_completed

    def run(self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """See :class:`~graph_builder.workers.Workers`."""
        futures = [self._client.submit(task, *call, pure=False) for call in calls]
        try:
            for future in self._as_completed(futures, loop=self._client.loop):
                yield future.result()
        finally:
            self._client.cancel([future for future in futures if not future.done()])
