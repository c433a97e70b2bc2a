"""A data folder with collections and judgements beside a loaded store."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphs import circle
from places import Place

from graph_builder.store import Store
from graph_builder.text import SourceText


@pytest.fixture
def place(store: Store, tmp_path: Path) -> Place:
    """A store of both engines, and a folder with a collection kept as a text and one kept as an export."""
    made = Place(store, tmp_path / "home", tmp_path / "kept" / "backup.zip")
    made.file.parent.mkdir()
    made.keep("示例/..", SourceText("甲.txt", "示例/..", ("第一行\u2028仍是第一行", "第二行")))
    made.kept.keep_export("圆", circle())
    return made
