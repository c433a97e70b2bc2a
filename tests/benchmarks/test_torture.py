"""A short run of the torture, and that it notices what it is there to notice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.torture import BrokenError, Torture, torture


def test_what_must_hold_holds(tmp_path: Path) -> None:
    survived = torture(tmp_path / "place", 3, seed=5)
    assert dict(survived) == {"build killed": 1, "build and engine killed": 1, "engine killed": 1}


def test_a_lost_judgement_and_another_graph_are_noticed(tmp_path: Path) -> None:
    tried = Torture(tmp_path / "place", random.Random(1))
    tried.prepare()
    assert tried._check({"small", "large"}) == "small"
    with pytest.raises(BrokenError, match="the graph is none of large"):
        tried._check({"large"})
    tried.given = ["given"]
    with pytest.raises(BrokenError, match="a judgement is lost"):
        tried._check({"small"})
