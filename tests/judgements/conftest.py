"""What the tests of judgements share."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.judgements import JudgementLog


@pytest.fixture
def log(tmp_path: Path) -> JudgementLog:
    """An empty file of judgements."""
    return JudgementLog(tmp_path / "judgements.jsonl")
