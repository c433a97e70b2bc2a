"""One measurement in a process of its own, so that no run finds what an earlier one left in caches and memory.

``python -m benchmarks.worker TASK CORPUS`` prints its figures as one JSON object. Times are processor seconds of the
process (``time.process_time``), memory is its peak resident set.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.citation_pattern import CITATION, LEAN, count
from benchmarks.copies import copy_of, joined
from benchmarks.inputs import SAMPLE
from graph_builder.build import build, in_memory, read
from graph_builder.model import Graph
from graph_builder.staged import build_texts, extract_texts
from graph_builder.tables.folder import Folder
from graph_builder.text import SourceText
from graph_builder.texts import write_texts

Figures = dict[str, float]

_SCANS = 5
_PROJECT = Path(__file__).parent.parent


def measure(task: str, *arguments: str) -> Figures:
    """Run a task in a fresh Python. Raises ``CalledProcessError`` where it fails."""
    command = [sys.executable, "-m", "benchmarks.worker", task, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, cwd=_PROJECT)
    figures: Figures = json.loads(done.stdout)
    return figures


def extract_and_resolve(sources: list[SourceText]) -> tuple[Graph, Figures]:
    """Texts to the resolved graph, and what each half took."""
    gc.collect()
    with TemporaryDirectory() as place:
        folder = Folder.of(place)
        texts = [write_texts(folder, "texts", sources)]
        begin = time.process_time()
        batches = extract_texts(texts, folder)
        middle = time.process_time()
        graph = in_memory(build_texts(texts, batches, folder))
        end = time.process_time()
    return graph, {"extraction": middle - begin, "resolution": end - middle, "seconds": end - begin}


def load_knowledge() -> None:
    """Load rules and gazetteers, which is done once a process however long the text is, by reading the sample."""
    build([SAMPLE])


def scan(corpus: Path) -> Figures:
    """The bare scans and the extraction over the same text."""
    load_knowledge()
    sources = list(read([corpus])[0])
    text = "\n".join(line for source in sources for line in source.lines)
    figures: Figures = {"characters": len(text)}
    for name, pattern in (("citation", CITATION), ("lean", LEAN)):
        figures[f"{name}_found"] = count(pattern, text)
        figures[name] = min(_timed(partial(count, pattern, text)) for _ in range(_SCANS))
    graph, times = extract_and_resolve(sources)
    return figures | times | _sizes(graph)


def _timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def copies(corpus: Path, number: int, *, apart: bool, titles: bool) -> Figures:
    """The extraction over so many copies, in one file or, ``apart``, in a file each."""
    load_knowledge()
    made = [copy_of(source, at, titles=titles) for at in range(number) for source in read([corpus])[0]]
    graph, times = extract_and_resolve(made if apart else [joined(made)])
    return times | _sizes(graph)


def whole_build(corpus: Path) -> Figures:
    """A build from the file to the graph, knowledge loaded in it."""
    begin = time.process_time()
    graph = build([corpus])
    return {"seconds": time.process_time() - begin} | _sizes(graph)


def _sizes(graph: Graph) -> Figures:
    counts = {name: len(getattr(graph, name)) for name in ("documents", "relations", "measures", "issues")}
    read_ones = sum(document.in_corpus and document.parent is None for document in graph.documents)
    return {"read": read_ones, **counts}


def peak_megabytes() -> float:
    """Peak resident set of this process; ``ru_maxrss`` counts kilobytes, on macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Do one task and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=("scan", "copies", "build"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--same-titles", action="store_true")
    given = parser.parse_args()
    if given.task == "scan":
        figures = scan(given.corpus)
    elif given.task == "copies":
        figures = copies(given.corpus, given.copies, apart=given.apart, titles=not given.same_titles)
    else:
        figures = whole_build(given.corpus)
    json.dump(figures | {"peak_mb": peak_megabytes()}, sys.stdout)


if __name__ == "__main__":
    main()
