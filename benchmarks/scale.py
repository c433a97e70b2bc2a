"""How a build grows: ``python -m benchmarks.scale --sizes 1000 10000 100000``.

A made-up country of each size is built stage by stage, each stage in a process of its own whose time and memory are
measured (the memory of all processes of the stage together). All ratios are of one run. Ten documents then go from what
is loaded and come again; what that takes stands beside what building and loading everything takes.

A run in a folder that is kept goes on where it was broken off: stages that were measured are not done again.
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
from dataclasses import asdict, dataclass, replace
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
from graph_builder.relations.kept import folder_of, read_graph
from graph_builder.serving import read_serving
from graph_builder.store import Store, StoreSettings, open_store
from graph_builder.tables.folder import Folder
from graph_builder.workers import local_workers
from graph_builder.workspace import Workspace

SIZES = (1_000, 10_000, 100_000)
_TEN = 10
_COLLECTIONS = ("most", "ten")
_RESOLVED, _MEASURED = "resolved.txt", "measured.json"
_SEED, _NOISE = 1, 0.02
_PAUSE = 0.2
_ASKED = 5
_DAY = date(2024, 6, 1)
_MB = 1 << 20
_PROJECT = Path(__file__).parent.parent

Figures = dict[str, float]


# -- the stages, each in a process of its own --------------------------------------------------------------------------


def alone(place: Path) -> Figures:
    """Read and extract the country in one process."""
    return _extracted(place / "home-alone", place, 1)


def extraction(place: Path) -> Figures:
    """Read and extract the country in two processes."""
    return _extracted(place / "home", place, 2)


def _extracted(home: Path, place: Path, processes: int) -> Figures:
    with local_workers(processes) as workers:
        space = Workspace(CollectionStore(home), workers)
        begin = time.perf_counter()
        new = space.read([place / name for name in _COLLECTIONS])
        spent = time.perf_counter() - begin
        space.keep(new)
        return {"seconds": spent}


def resolution(place: Path) -> Figures:
    """Resolve what was extracted."""
    with local_workers() as workers:
        space = Workspace(CollectionStore(place / "home"), workers)
        begin = time.perf_counter()
        graph = space.join()
        spent = time.perf_counter() - begin
    folder = folder_of(graph)
    if folder is None:
        raise RuntimeError("a resolution keeps its graph in a folder")
    (place / _RESOLVED).write_text(folder.url)
    return {"seconds": spent, "documents": len(graph.documents), "relations": len(graph.relations)}


def _resolved(place: Path) -> Graph:
    return read_graph(Folder((place / _RESOLVED).read_text())).graph


def truth(place: Path) -> Figures:
    """Grade the resolution by what the country states."""
    begin = time.perf_counter()
    write_jsonl(replace(_resolved(place), passages=(), measures=()), place / "export")
    overall = grade(place / "country" / TRUTH, place / "export").tallies[OVERALL]
    return {
        "seconds": time.perf_counter() - begin,
        "f1": overall.f1,
        "precision": overall.precision,
        "recall": overall.recall,
    }


def loading(place: Path) -> Figures:
    """Load the graph into the embedded engine, and ask it."""
    space, store = _opened(place)
    with store as opened:
        graph = _resolved(place)
        begin = time.perf_counter()
        space.serve(opened, lambda: graph)
        spent = time.perf_counter() - begin
        return {"seconds": spent, **_asked(opened, graph)}


def bulk(place: Path) -> Figures:
    """Import the graph into Neo4j by its own tool."""
    return {"seconds": import_time(_resolved(place))}


def removing(place: Path) -> Figures:
    """Forget ten documents of what is served."""
    space, store = _opened(place)
    with store as opened:
        begin = time.perf_counter()
        space.kept.remove("ten")
        graph = space.join()
        space.serve(opened, lambda: graph)
        return {"seconds": time.perf_counter() - begin, "in place": float(_is_in_place(place))}


def adding(place: Path) -> Figures:
    """Build the ten documents beside what is served, and serve them."""
    space, store = _opened(place)
    with store as opened:
        begin = time.perf_counter()
        new = space.read([place / "ten"])
        graph = space.join(new)
        space.keep(new)
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
        space.build(space.read([place / name for name in _COLLECTIONS]))
        return {"seconds": time.perf_counter() - begin}


_ALL: Sequence[Callable[[Path], Figures]] = (
    alone,
    extraction,
    resolution,
    truth,
    loading,
    bulk,
    removing,
    adding,
    cluster,
)
STAGES = {each.__name__: each for each in _ALL}


def _opened(place: Path) -> tuple[Workspace, AbstractContextManager[Store]]:
    home = place / "home"
    with local_workers(1) as one:
        return Workspace(CollectionStore(home), one), open_store(StoreSettings(home))


def _is_in_place(place: Path) -> bool:
    serving = read_serving(place / "home")
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


def stage() -> None:
    """Do the stage that the command line names in the place that it names, and print its figures."""
    name, place = sys.argv[1:]
    print(json.dumps(STAGES[name](Path(place))))


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


def run(stage: str, place: Path) -> Measured:
    """Run a stage in a fresh Python. Raises ``CalledProcessError`` where it fails."""
    # not by -m: each process of a stage would import anew, as the main module, all that this one does
    command = [sys.executable, "-c", "from benchmarks.scale import stage; stage()", stage, str(place)]
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
    """All stages of a size, in their order; those that were measured in this place before stay as they were.

    Raises as :func:`run`.
    """
    file = place / _MEASURED
    if not file.exists():
        shutil.rmtree(place, ignore_errors=True)
        prepare(place, documents)
        file.write_text("{}")
    found = {stage: Measured(**each) for stage, each in json.loads(file.read_bytes()).items()}
    for stage in stages:
        if stage not in found:
            found[stage] = run(stage, place)
            file.write_text(json.dumps({stage: asdict(each) for stage, each in found.items()}, indent=1))
            print(f"{documents} {stage}: {found[stage].figures}, {found[stage].megabytes:.0f} MB", file=sys.stderr)
    return found


_WHOLE = ("extraction", "resolution", "loading")
_RATIOS = (
    ("two processes, times faster", ("alone",), "extraction"),
    ("building all, in times of adding ten", _WHOLE, "adding"),
    ("building all, in times of removing ten", _WHOLE, "removing"),
)
_QUESTIONS = ("trace", "status", "search")


def scale_table(sizes: Sequence[int], measured: Sequence[Mapping[str, Measured]]) -> str:
    """Seconds and MB of each stage at each size where it was measured, and by how much they grow at the last step."""
    rows = []
    for stage in STAGES:
        if stage != "truth":
            rows.append(_row(f"{stage}, s", [each[stage].seconds if stage in each else None for each in measured]))
            sizes_of = [each[stage].megabytes if stage in each else None for each in measured]
            rows.append(_row(f"{stage}, MB", sizes_of, "{:.0f}"))
    for name in _QUESTIONS:
        times = [each["loading"].figures[name] if "loading" in each else None for each in measured]
        rows.append(_row(f"{name}, ms", times))
    for name in ("f1", "precision", "recall"):
        rights = [each["truth"].figures[name] if "truth" in each else None for each in measured]
        rows.append([*_row(f"relations_typed, {name}", rights, "{:.4f}")[:-1], ""])
    for name, one, other in _RATIOS:
        known = [all(stage in each for stage in (*one, other)) for each in measured]
        ratios = [_times(each, one, other) if here else None for each, here in zip(measured, known, strict=True)]
        rows.append([*_row(name, ratios)[:-1], ""])
    head = ["", *(f"{size:,} documents" for size in sizes), "last / one before"]
    return markdown(head, [row for row in rows if any(row[1:])])


def _row(name: str, values: Sequence[float | None], form: str = "{:.1f}") -> list[str]:
    known = [value for value in values if value is not None]
    ratio = f"{known[-1] / known[-2]:.2f}" if len(known) > 1 else ""
    return [name, *("" if value is None else form.format(value) for value in values), ratio]


def _times(found: Mapping[str, Measured], stages: Sequence[str], other: str) -> float:
    return sum(found[stage].seconds for stage in stages) / found[other].seconds


def main() -> None:
    """Measure all sizes and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="documents, the least first")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument("--work", type=Path, help="a folder that is kept  [default: one that is removed]")
    given = parser.parse_args()
    print(measure_scale(given.sizes, given.stages, given.work))


def measure_scale(sizes: Sequence[int], stages: Iterable[str] = tuple(STAGES), work: Path | None = None) -> str:
    """The table of all sizes; in a folder ``work`` that stays, or in one that is removed. Raises as :func:`run`."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        places = [(work or Path(folder)).absolute() / str(size) for size in sizes]
        return scale_table(sizes, [measure(place, size, stages) for place, size in zip(places, sizes, strict=True)])


if __name__ == "__main__":
    main()
