"""The benchmark of growth, at a size that is no benchmark."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale import measure_scale


def test_a_run_in_a_folder_goes_on_with_what_was_measured(tmp_path: Path) -> None:
    """The times of a second run are the first one's to the digit, and the stages that lacked are measured."""
    stages = ["extraction", "resolution", "truth"]
    first = measure_scale([30], stages[:2], tmp_path).splitlines()
    second = measure_scale([30], stages, tmp_path).splitlines()
    values = {line.split("|")[1].strip(): line.split("|")[2].strip() for line in second}

    assert any("resolution, s" in line for line in first)
    assert [line for line in first if line[2:].startswith(("extraction", "resolution"))] == [
        line for line in second if line[2:].startswith(("extraction", "resolution"))
    ]
    assert float(values["relations_typed, f1"]) > 0.9
