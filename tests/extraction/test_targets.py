"""What titles name, by relations/targets.yaml."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.targets import UNKNOWN, kind_of
from graph_builder.knowledge import load_yaml

KINDS: list[dict[str, Any]] = load_yaml("relations/targets.yaml")["kinds"]
SUFFIXES = ["（试行）", "(暂行)", "（2030年版）", "〔2030〕", "（修订稿）（2030年）"]


@pytest.mark.parametrize("entry", KINDS, ids=lambda entry: entry["kind"])
def test_examples(entry: dict[str, Any]) -> None:
    assert [title for title in entry["examples"] if kind_of(title).name != entry["kind"]] == []
    assert [title for title in entry["counter_examples"] if kind_of(title).name == entry["kind"]] == []


@pytest.mark.parametrize("entry", KINDS, ids=lambda entry: entry["kind"])
def test_every_ending_tells_its_kind(entry: dict[str, Any]) -> None:
    """Unless another kind above has the same ending, which is a slip in the file."""
    for ending in entry["endings"]:
        kind = kind_of(ending)
        assert (kind.name, kind.target, kind.standing) == (entry["kind"], entry["target"], entry["standing"]), ending


@pytest.mark.parametrize("title", ["茶园补助办法", "关于茶园补助的通知", "预算法", "茶园登记表"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_brackets_behind_do_not_count(title: str, suffix: str) -> None:
    assert kind_of(title + suffix) == kind_of(title) != UNKNOWN


@pytest.mark.parametrize("title", ["", "茶园", "（试行）", "春茶二〇三〇"])
def test_endings_that_tell_nothing(title: str) -> None:
    assert kind_of(title) == UNKNOWN


@given(st.text("法办意见通知清单条例表书（）试行2030年版", max_size=16))
def test_any_title(title: str) -> None:
    kind = kind_of(title)
    assert kind == UNKNOWN or kind.name in {entry["kind"] for entry in KINDS}
    assert not kind.standing or kind.target
