"""All benchmarks, one after the other: ``python -m benchmarks``, or ``make bench``."""

from __future__ import annotations

import argparse

from benchmarks.baseline import compare_with_baseline
from benchmarks.inputs import SAMPLE, compendium_file, labels_file
from benchmarks.scale import SIZES, measure_scale
from benchmarks.scores import scores_table
from benchmarks.speed import measure_speed, speed_table
from benchmarks.stages import profile, stages_table


def main() -> None:
    """Print the tables of accuracy, speed, stages and growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="documents of the made-up countries")
    given = parser.parse_args()
    compendium, labels = compendium_file(), labels_file()
    corpus = compendium or SAMPLE
    print(f"Text: {corpus.name}\n\n## Accuracy\n")
    if compendium and labels:
        print(scores_table(compare_with_baseline(compendium, labels)))
    else:
        print("The labelled compendium is not at hand: nothing to score.")
    print("\n## Speed\n", flush=True)
    print(speed_table(measure_speed(corpus, runs=given.runs)))
    print("\n## Stages\n", flush=True)
    profile(SAMPLE)  # rules and gazetteers are loaded once a process
    print(stages_table([profile(corpus) for _ in range(given.runs)]))
    print("\n## Growth\n", flush=True)
    print(measure_scale(given.sizes))


if __name__ == "__main__":
    main()
