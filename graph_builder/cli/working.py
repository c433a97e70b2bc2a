"""Who does the work of a build and where, and what all commands that fill the graph end with."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.questions.counting import stats
from graph_builder.cli.console import progress_bars
from graph_builder.cli.summary import report
from graph_builder.cluster import cluster_workers
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog
from graph_builder.model import Graph
from graph_builder.settings import read_settings
from graph_builder.store import open_store
from graph_builder.tables.folder import Folder
from graph_builder.workers import local_workers

if TYPE_CHECKING:
    from graph_builder.workspace import Workspace


def working_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that builds; it is given them as ``working``."""

    @click.option(
        "--processes",
        metavar="N",
        type=click.IntRange(min=1),
        help="Read and resolve in so many processes  [default: one a processor]",
    )
    @click.option("--cluster", metavar="ADDRESS", help="Read and resolve on the Dask cluster of this scheduler.")
    @click.option(
        "--storage",
        metavar="URL",
        help="Keep texts and work here, a path or URL that all of a cluster can reach  [default: the data folder]",
    )
    @functools.wraps(command)
    def with_working(
        *arguments: Any, processes: int | None, cluster: str | None, storage: str | None, **named: Any
    ) -> None:
        command(*arguments, working=Working(processes, cluster, storage), **named)

    return with_working


@dataclass(frozen=True, slots=True)
class Working:
    """Who does the work of a build, and where its tables are."""

    processes: int | None = None
    cluster: str | None = None
    storage: str | None = None

    @contextmanager
    def space(self, home: Path) -> Iterator[Workspace]:
        """A workspace that no other build uses meanwhile."""
        # imported here: all that reads documents comes with it, and what only lists what is kept reads none
        from graph_builder.workspace import Workspace  # noqa: PLC0415

        storage = Folder.of(self.storage) if self.storage else None
        kept = CollectionStore(home, storage)
        with kept.alone(), ExitStack() as stack:
            readers = stack.enter_context(local_workers(self.processes))
            workers = stack.enter_context(cluster_workers(self.cluster)) if self.cluster else readers
            progress = stack.enter_context(progress_bars())
            yield Workspace(kept, workers, readers, progress)


def kept_collections() -> CollectionStore:
    """The collections of the data folder."""
    return CollectionStore(read_settings().home)


def load_all(space: Workspace, graph: Graph, *, as_json: bool) -> None:
    """Load the graph of all that is kept as the judgements have it, tidy up, and print what is loaded."""
    # imported here, as in :meth:`Working.space`
    from graph_builder.workspace import judged  # noqa: PLC0415

    log = JudgementLog(read_settings().judgements_file)
    with open_store() as store:
        # while judgements wait: one that was given since the graph was built would be missing in it
        space.serve(store, lambda: judged(graph, log))
        answer = stats(store)
    space.clean()
    report(answer, as_json=as_json)
