"""The benchmark of growth, at a size that is no benchmark."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale import measure_scale


def test_a_run_in_a_folder_goes_on_with_what_was_measured(tmp_path: Path) -> None:
    """The times of a second run are the first one's to the digit, and the stages that lacked are measured."""
    stages = ["extraction", "resolution", "truth"]
    first = _values(measure_scale([30], stages[:2], tmp_path))
    second = _values(measure_scale([30], stages, tmp_path))

    assert set(first) == {"extraction, s", "extraction, MB", "resolution, s", "resolution, MB"}
    assert {name: second[name] for name in first} == first
    assert float(second["relations_typed, f1"]) > 0.9


def _values(table: str) -> dict[str, str]:
    """The names and the only values of a table."""
    rows = ((line.split("|")[1].strip(), line.split("|")[2].strip()) for line in table.splitlines()[2:])
    return dict(rows)
