"""Where the time of an extraction goes, stage by stage. Run ``python -m benchmarks.stages``."""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from benchmarks.inputs import SAMPLE, compendium_file
from benchmarks.tables import markdown
from graph_builder.build import read
from graph_builder.extraction.pipeline import pipeline
from graph_builder.staged import build_texts, extract_texts
from graph_builder.tables.folder import Folder
from graph_builder.texts import write_texts

_STAGES = {
    "structure": ("graph_builder.extraction.extract", "structure"),
    "fields": ("graph_builder.extraction.extract", "read_fields"),
    "fields of embedded texts": ("graph_builder.extraction.extract", "read_part_fields"),
    "pipeline: text to tokens": ("graph_builder.extraction.extract", "make_doc"),
    "measures": ("graph_builder.extraction.extract", "read_measures"),
    "running heads": ("graph_builder.extracting", "noise_lines"),
    "splitting": ("graph_builder.extracting", "split"),
    "tables": ("graph_builder.extracting", "write_batch"),
}
"""Stages and where the function that does each is looked up. None of them calls another."""

_REST = "mentions, evidence, passages"


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work`` with its time added to ``stage``."""

        def run(*arguments: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return work(*arguments, **named)
            finally:
                self.seconds[stage] += time.process_time() - begin

        return run


class _TimedPipeline:
    """The pipeline, each component timed; stands where the extraction expects it."""

    def __init__(self, clock: Clock) -> None:
        nlp = pipeline()
        self.vocab = nlp.vocab
        self._components = [
            clock.timed(f"pipeline: {name.removeprefix('policygraph_')}", component) for name, component in nlp.pipeline
        ]

    def __call__(self, doc: Doc) -> Doc:
        for component in self._components:
            doc = component(doc)
        return doc


@contextmanager
def _watched(clock: Clock) -> Iterator[None]:
    with ExitStack() as stack:
        for stage, (module, name) in _STAGES.items():
            place = import_module(module)
            stack.enter_context(patch.object(place, name, clock.timed(stage, getattr(place, name))))
        watched = _TimedPipeline(clock)
        made = import_module("graph_builder.extraction.pipeline")
        stack.enter_context(patch.object(made, "pipeline", lambda *_: watched))
        yield


def profile(corpus: Path) -> dict[str, float]:
    """Processor seconds of one extraction by stage."""
    clock = Clock()
    gc.collect()
    sources, _ = clock.timed("reading", read)([corpus])
    before = sum(clock.seconds.values())
    with TemporaryDirectory() as place:
        folder = Folder.of(place)
        texts = [write_texts(folder, "texts", sources)]
        with _watched(clock):
            begin = time.process_time()
            batches = extract_texts(texts, folder)
            whole = time.process_time() - begin
        clock.seconds[_REST] = whole - (sum(clock.seconds.values()) - before)
        clock.timed("resolution", build_texts)(texts, batches, folder)
    return dict(clock.seconds)


def stages_table(runs: list[dict[str, float]]) -> str:
    """Median milliseconds and share of each stage, in the order that they run."""
    means = {stage: median(run.get(stage, 0.0) for run in runs) for stage in runs[0]}
    whole = sum(means.values())
    rows = [[stage, f"{1000 * spent:.0f}", f"{spent / whole:.0%}"] for stage, spent in _in_order(means)]
    return markdown(["stage", "ms", "share"], [*rows, ["all", f"{1000 * whole:.0f}", "100%"]])


def _in_order(seconds: dict[str, float]) -> list[tuple[str, float]]:
    first = ["reading", "running heads", "splitting", "structure", "fields", "fields of embedded texts"]
    last = ["measures", _REST, "tables", "resolution"]
    inner = [stage for stage in seconds if stage not in first and stage not in last]
    return [(stage, seconds[stage]) for stage in (*first, *inner, *last) if stage in seconds]


def main() -> None:
    """Profile and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=compendium_file() or SAMPLE)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    profile(SAMPLE)  # rules and gazetteers are loaded once a process
    print(stages_table([profile(given.corpus) for _ in range(given.runs)]))


if __name__ == "__main__":
    main()
