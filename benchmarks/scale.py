"""How a build grows: ``python -m benchmarks.scale --sizes 1000 10000 100000``.

A made-up country of each size is built stage by stage, each stage in a process of its own whose time and memory are
measured (the memory of all processes of the stage together). All ratios are of one run. Ten documents then come to
what is loaded and go again; what that takes stands beside what building and loading everything takes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from api import questions
from benchmarks.bulk import import_time
from benchmarks.country.model import Country
from benchmarks.country.writing import TEXTS, TRUTH, write_country
from benchmarks.dask import dask_scheduler, dask_workers
from benchmarks.tables import markdown
from benchmarks.truth import OVERALL, grade
from graph_builder.cluster import cluster_workers
from graph_builder.collections import CollectionStore
from graph_builder.export.jsonl import write_jsonl
from graph_builder.model import Graph
from graph_builder.relations.kept import read_graph
from graph_builder.serving import read_serving
from graph_builder.store import Store, StoreSettings, open_store
from graph_builder.tables.folder import Folder
from graph_builder.workers import local_workers
from graph_builder.workspace import Workspace

_TEN = 10
_SEED, _NOISE = 1, 0.02
_PAUSE = 0.2
_ASKED = 5
_DAY = date(2024, 6, 1)
_MB = 1 << 20
_PROJECT = Path(__file__).parent.parent

Figures = dict[str, float]


# -- the stages, each in a process of its own --------------------------------------------------------------------------


def extraction(place: Path, processes: int) -> Figures:
    """Read and extract the country, but for ten documents, in so many processes."""
    home = place / f"home-{processes}"
    with local_workers(processes) as workers:
        begin = time.perf_counter()
        Workspace(CollectionStore(home), workers).read([place / "most"])
        return {"seconds": time.perf_counter() - begin}


def resolution(place: Path) -> Figures:
    """Resolve what was extracted."""
    with local_workers() as workers:
        space = Workspace(CollectionStore(place / "home-2"), workers)
        new = space.read([place / "most"])
        begin = time.perf_counter()
        graph = space.join(new)
        spent = time.perf_counter() - begin
        space.keep(new)
        return {"seconds": spent, "relations": len(graph.relations)}


def truth(place: Path) -> Figures:
    """Grade the whole country by what it states."""
    with local_workers() as workers, tempfile.TemporaryDirectory(dir=place) as folder:
        home = Path(folder) / "home"
        space = Workspace(CollectionStore(home, Folder.of(place / "home-2")), workers)
        graph = space.build(space.read([place / "country" / TEXTS]))
        write_jsonl(replace(graph, passages=(), measures=()), Path(folder) / "export")
        return {"f1": grade(place / "country" / TRUTH, Path(folder) / "export").tallies[OVERALL].f1}


def loading(place: Path) -> Figures:
    """Load the graph into the embedded engine, and ask it."""
    space, store = _opened(place)
    with store as opened, local_workers() as workers:
        graph = replace(space, workers=workers).join()
        begin = time.perf_counter()
        space.serve(opened, lambda: graph)
        spent = time.perf_counter() - begin
        return {"seconds": spent, **_asked(opened, graph)}


def bulk(place: Path) -> Figures:
    """Import the graph into Neo4j by its own tool."""
    serving = read_serving(place / "home-2")
    if serving is None:
        raise RuntimeError("nothing was loaded")
    return {"seconds": import_time(read_graph(Folder(serving.now)).graph)}


def adding(place: Path) -> Figures:
    """Build ten documents beside what is loaded, and serve them."""
    space, store = _opened(place)
    with store as opened:
        begin = time.perf_counter()
        new = space.read([place / "ten"])
        graph = space.join(new)
        space.keep(new)
        space.serve(opened, lambda: graph)
        return {"seconds": time.perf_counter() - begin, "in place": float(_is_in_place(place))}


def removing(place: Path) -> Figures:
    """Forget the ten documents again."""
    space, store = _opened(place)
    with store as opened:
        begin = time.perf_counter()
        space.kept.remove("ten")
        graph = space.join()
        space.serve(opened, lambda: graph)
        return {"seconds": time.perf_counter() - begin, "in place": float(_is_in_place(place))}


def cluster(place: Path) -> Figures:
    """Extract and resolve on a Dask cluster of two workers."""
    with ExitStack() as stack:
        address = stack.enter_context(dask_scheduler(place / "dask"))
        stack.enter_context(dask_workers(address, place / "dask", 2))
        workers = stack.enter_context(cluster_workers(address))
        readers = stack.enter_context(local_workers())
        storage = Folder.of(f"file://{place / 'shared'}")
        space = Workspace(CollectionStore(place / "home-cluster", storage), workers, readers)
        begin = time.perf_counter()
        space.build(space.read([place / "most"]))
        return {"seconds": time.perf_counter() - begin}


_ALL: Sequence[Callable[..., Figures]] = (extraction, resolution, truth, loading, bulk, adding, removing, cluster)
STAGES = {each.__name__: each for each in _ALL}


def _opened(place: Path) -> tuple[Workspace, AbstractContextManager[Store]]:
    home = place / "home-2"
    with local_workers(1) as alone:
        return Workspace(CollectionStore(home), alone), open_store(StoreSettings(home))


def _is_in_place(place: Path) -> bool:
    serving = read_serving(place / "home-2")
    return serving is not None and serving.revision is not None


def _asked(store: Store, graph: Graph) -> Figures:
    """Milliseconds of three questions about documents from all over the country, the first answer left out."""
    count = len(graph.documents)
    places = {count * at // (_ASKED + 1) for at in range(_ASKED + 1)}
    ids = [each.id for at, each in enumerate(graph.documents) if at in places]
    asked: dict[str, Callable[[str], object]] = {
        "trace": lambda id: questions.trace(store, id),
        "status": lambda id: questions.status(store, id, _DAY),
        "search": lambda id: questions.search(store, id),
    }
    found = {}
    for name, ask in asked.items():
        times = []
        for id in ids:
            begin = time.perf_counter()
            ask(id)
            times.append(1000 * (time.perf_counter() - begin))
        found[name] = median(times[1:])
    return found


# -- measuring ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """What a stage printed, and the peak of the memory of all its processes together, in MB."""

    figures: Figures
    megabytes: float

    @property
    def seconds(self) -> float:
        """How long the stage took by its own clock."""
        return self.figures["seconds"]


def run(stage: str, place: Path, *more: str) -> Measured:
    """Run a stage in a fresh Python. Raises ``CalledProcessError`` where it fails."""
    command = [sys.executable, "-m", "benchmarks.scale", "--stage", stage, "--place", str(place), *more]
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, cwd=_PROJECT, env=os.environ)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(_PAUSE)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Measured(json.loads(out.read().splitlines()[-1]), peak / _MB)


def _memory(pid: int) -> int:
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    total = 0
    for process in processes:
        try:
            # the engine's memory is its own limit's business
            if "graph_builder.store.engine" not in process.cmdline():
                total += process.memory_info().rss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total


def prepare(place: Path, documents: int) -> None:
    """Write a country of so many documents: ten of them, at random, apart from the others."""
    write_country(Country(documents, _SEED, _NOISE), place / "country")
    files = sorted(path for path in (place / "country" / TEXTS).rglob("*") if path.is_file())
    ten = set(random.Random(_SEED).sample(files, _TEN))
    for path in files:
        copy = place / ("ten" if path in ten else "most") / path.relative_to(place / "country" / TEXTS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, copy)


def measure(place: Path, documents: int, stages: Iterable[str]) -> dict[str, Measured]:
    """All stages of a size, in their order."""
    prepare(place, documents)
    found: dict[str, Measured] = {}
    for stage in stages:
        if stage == "extraction":
            found["extraction, 1 process"] = run(stage, place, "--processes", "1")
            shutil.rmtree(place / "home-1")
            found["extraction"] = run(stage, place, "--processes", "2")
        else:
            found[stage] = run(stage, place)
        print(f"{documents} {stage}: {found[stage].figures}, {found[stage].megabytes:.0f} MB", file=sys.stderr)
    return found


_WHOLE = ("extraction", "resolution", "loading")
_RATIOS = (
    ("two processes, times faster", ("extraction, 1 process",), "extraction"),
    ("building all, in times of adding ten", _WHOLE, "adding"),
    ("building all, in times of removing ten", _WHOLE, "removing"),
)
_QUESTIONS = ("trace", "status", "search")


def scale_table(sizes: Sequence[int], measured: Sequence[Mapping[str, Measured]]) -> str:
    """Seconds and MB of each stage at each size, and the last two sizes' ratio."""
    rows = []
    for stage in measured[0]:
        if stage != "truth":
            values = [each[stage].seconds for each in measured if stage in each]
            rows.append([f"{stage}, s", *(f"{value:.1f}" for value in values), _ratio(values)])
            sizes_of = [each[stage].megabytes for each in measured if stage in each]
            rows.append([f"{stage}, MB", *(f"{value:.0f}" for value in sizes_of), _ratio(sizes_of)])
    for name in _QUESTIONS if "loading" in measured[0] else ():
        values = [each["loading"].figures[name] for each in measured]
        rows.append([f"{name}, ms", *(f"{value:.1f}" for value in values), _ratio(values)])
    if "truth" in measured[0]:
        rows.append(["relations_typed F1", *(f"{each['truth'].figures['f1']:.4f}" for each in measured), ""])
    for name, one, other in _RATIOS:
        if all(stage in measured[0] for stage in (*one, other)):
            rows.append([name, *(_times(each, one, other) for each in measured), ""])
    return markdown(["", *(f"{size:,} documents" for size in sizes), "last / one before"], rows)


def _ratio(values: Sequence[float]) -> str:
    return f"{values[-1] / values[-2]:.1f}" if len(values) > 1 else ""


def _times(found: Mapping[str, Measured], stages: Sequence[str], other: str) -> str:
    return f"{sum(found[stage].seconds for stage in stages) / found[other].seconds:.1f}"


def main() -> None:
    """Measure all sizes and print one table; or do one stage and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="documents, the least first")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument("--work", type=Path, help="where the countries are built  [default: a folder that is removed]")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        more = (given.processes,) if given.processes else ()
        done: Figures = STAGES[given.stage](given.place, *more)
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory(dir=given.work, ignore_cleanup_errors=True) as work:
        found = []
        for size in given.sizes:
            place = Path(work) / str(size)
            place.mkdir()
            found.append(measure(place, size, given.stages))
    print(scale_table(given.sizes, found))


if __name__ == "__main__":
    main()
