"""From the graph that was built to the one that is served: whole, or only what differs from what is served already."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_builder.atomic import staged_files
from graph_builder.model import Graph
from graph_builder.progress import Progress, silent
from graph_builder.relations.kept import folder_of, read_graph
from graph_builder.store import LoadReport, Store, load
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


def serve(store: Store, graph: Graph, home: Path, *, progress: Progress = silent) -> LoadReport:
    """Let a store serve ``graph``, the whole graph of all collections of the data folder ``home``.

    Where both it and the served one are read from tables, and not much differs, the difference is written in the place
    of the served build; else the graph is loaded beside it. Raises :class:`~graph_builder.errors.StoreError`; the
    served graph is then as it was.
    """
    folder = folder_of(graph)
    (home / _FILE).unlink(missing_ok=True)
    report = load(store, graph, progress=progress)
    if folder:
        base = read_graph(folder).beside or folder
        _keep(home, Serving(report.build, None, folder.url, folder.url, base.url))
    return report


def _keep(home: Path, serving: Serving) -> None:
    with staged_files(home) as stage:
        (stage / _FILE).write_text(json.dumps(asdict(serving)), "utf-8")
