"""From the graph that was built to the one that is served: whole, or only what differs from what is served already."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph_builder.atomic import staged_files
from graph_builder.errors import UpdateError
from graph_builder.model import Graph
from graph_builder.progress import Progress, silent
from graph_builder.relations.kept import folder_of, read_graph
from graph_builder.store import Store, load
from graph_builder.store.updating import update
from graph_builder.tables.folder import Folder

_FILE = "serving.json"


@dataclass(frozen=True, slots=True)
class Serving:
    """What a store serves, by the folders of its tables.

    ``loaded`` holds the graph that was loaded as a whole, as ``build``; ``now`` what was made of it since in its place,
    which is ``revision``; ``base`` is the resolution that the next one may be made beside.
    """

    build: str
    revision: str | None
    loaded: str
    now: str
    base: str

    @property
    def folders(self) -> set[str]:
        """The folders that are still of use."""
        return {self.loaded, self.now, self.base}


def read_serving(home: Path) -> Serving | None:
    """What was last served from a data folder; ``None`` where that is not known, or its tables are not there."""
    try:
        serving = Serving(**json.loads((home / _FILE).read_bytes()))
        for folder in serving.folders:
            read_graph(Folder(folder))
    except (OSError, ValueError, TypeError):
        return None
    return serving


def serve(store: Store, graph: Callable[[], Graph], home: Path, *, progress: Progress = silent) -> None:
    """Let a store serve a graph, which is the whole graph of all collections of the data folder ``home``.

    ``graph`` gives it as the judgements have it when it is called; it is called more than once where other writers had
    to be waited for. Where both it and the served graph are read from tables and not much differs, the difference is
    written in the place of the served build, else the graph is loaded beside it. Raises
    :class:`~graph_builder.errors.StoreError`; the served graph is then as it was.
    """
    if _update(store, graph(), home, progress):
        return
    loaded: list[Graph] = []

    def give() -> Graph:
        loaded.append(graph())
        return loaded[-1]

    (home / _FILE).unlink(missing_ok=True)
    report = load(store, give, progress=progress)
    folder = folder_of(loaded[-1])
    if folder:
        base = read_graph(folder).beside or folder
        _keep(home, Serving(report.build, None, folder.url, folder.url, base.url))


def _update(store: Store, graph: Graph, home: Path, progress: Progress) -> bool:
    """Write what differs from the served graph; whether that could be done."""
    folder, serving = folder_of(graph), read_serving(home)
    if folder is None or serving is None:
        return False
    loaded, now = (read_graph(Folder(each)).graph for each in (serving.loaded, serving.now))
    revision = folder.path.rsplit("/", 1)[-1]
    try:
        update(
            store, loaded, now, graph, folder,
            build=serving.build, was=serving.revision, revision=revision, progress=progress,
        )  # fmt: skip
    except UpdateError:
        return False
    _keep(home, replace(serving, revision=revision, now=folder.url))
    return True


def _keep(home: Path, serving: Serving) -> None:
    with staged_files(home) as stage:
        (stage / _FILE).write_text(json.dumps(asdict(serving)), "utf-8")
