"""Speed as ratios of one run: extraction against a bare scan for citations, twenty copies against one.

Run ``python -m benchmarks.speed``. Every measurement has a Python process of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.inputs import SAMPLE, compendium_file
from benchmarks.tables import least_and_median, markdown
from benchmarks.worker import Figures, measure

SCAN_LIMIT = 40
"""Extraction is to take at most so many times a scan for the citation pattern."""
COPIES = 20
COPIES_LIMIT = 22
"""Twenty copies are to take at most so many times one of them."""
MEMORY_LIMIT_MB = 1500


@dataclass(frozen=True, slots=True)
class Speed:
    """Runs of each measurement, in the order they were made."""

    scans: Sequence[Figures]
    single: Sequence[Figures]
    many: Sequence[Figures]
    builds: Sequence[Figures]

    def scan_ratios(self, pattern: str = "citation") -> list[float]:
        """Time of the extraction in times of the scan, run by run."""
        return [run["seconds"] / run[pattern] for run in self.scans]

    def growth(self, of: Callable[[Sequence[float]], float] = median) -> float:
        """Time of the copies in times of one, by the medians of their runs or another figure ``of`` them."""
        return of(_seconds(self.many)) / of(_seconds(self.single))


def measure_speed(corpus: Path, *, runs: int, options: Sequence[str] = ()) -> Speed:
    """Measure ``runs`` times; ``options`` go to the copies (``--apart``, ``--same-titles``)."""
    text = str(corpus)
    many = max(2, runs // 2)
    single, twenty = [], []
    for at in range(runs):  # by turns, so that a machine that slows down slows both
        single.append(measure("copies", text, "--copies", "1", *options))
        if at < many:
            twenty.append(measure("copies", text, "--copies", str(COPIES), *options))
    return Speed(
        [measure("scan", text) for _ in range(runs)],
        single,
        twenty,
        [measure("build", text) for _ in range(2)],
    )


def _seconds(runs: Sequence[Figures]) -> list[float]:
    return [run["seconds"] for run in runs]


def speed_table(speed: Speed) -> str:
    """What was measured, minimum and median, and the limits where there are some."""
    scans = speed.scans
    growth = f"{speed.growth(min):.1f} / {speed.growth():.1f}"
    rows = [
        ["scan for the citation pattern, ms", least_and_median([1000 * run["citation"] for run in scans], ".0f"), ""],
        ["text to resolved relations and measures, s", least_and_median(_seconds(scans)), ""],
        ["— in times of the scan", least_and_median(speed.scan_ratios(), ".1f"), f"≤ {SCAN_LIMIT}"],
        ["— in times of the lean scan", least_and_median(speed.scan_ratios("lean"), ".1f"), ""],
        ["one copy, s", least_and_median(_seconds(speed.single)), ""],
        [f"{COPIES} copies, s", least_and_median(_seconds(speed.many)), ""],
        [f"— {COPIES} copies in times of one", growth, f"≤ {COPIES_LIMIT}"],
        ["file to graph with rules loaded, s", least_and_median(_seconds(speed.builds)), ""],
        [
            "— peak memory, MB",
            least_and_median([run["peak_mb"] for run in speed.builds], ".0f"),
            f"< {MEMORY_LIMIT_MB}",
        ],
        [f"peak memory of {COPIES} copies, MB", least_and_median([run["peak_mb"] for run in speed.many], ".0f"), ""],
    ]
    sizes = ", ".join(f"{name} {scans[0][name]:.0f}" for name in ("characters", "read", "relations", "measures"))
    grown = ", ".join(f"{name} {speed.many[0][name]:.0f}" for name in ("read", "relations", "measures"))
    notes = f"One text: {sizes}. {COPIES} copies: {grown}."
    return markdown(["minimum / median", "measured", "limit"], rows) + "\n\n" + notes


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=compendium_file() or SAMPLE)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement; half as many of the copies")
    parser.add_argument("--apart", action="store_true", help="the copies in a file each, not in one")
    parser.add_argument("--same-titles", action="store_true", help="copies that differ in their numbers only")
    given = parser.parse_args()
    options = [name for name, on in (("--apart", given.apart), ("--same-titles", given.same_titles)) if on]
    print(speed_table(measure_speed(given.corpus, runs=given.runs, options=options)))


if __name__ == "__main__":
    main()
