"""One call in this process: what the session tests cannot bring about."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from engines import settings_of
from mcp.types import CallToolResult
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.mcp.calling import OpenedStore, call
from api.mcp.plain import plain
from api.mcp.tools import TOOLS, Tool
from graph_builder.errors import InputError, NotFoundError, StoreError
from graph_builder.store import Store, StoreSettings

SEARCH = TOOLS[0]


@pytest.fixture
def opened(store: Store) -> Any:
    made = OpenedStore(settings_of("arcadedb"))
    yield made
    made.close()


def raising(error: Exception) -> Tool[Any, Any]:
    def ask(*_: object) -> Any:
        raise error

    return replace(SEARCH, ask=ask)


def failed(result: CallToolResult) -> str:
    assert result.is_error
    (content,) = result.content
    assert content.type == "text"
    return content.text


def test_the_store_is_opened_once(opened: OpenedStore) -> None:
    assert not call(SEARCH, {"words": "通知"}, opened).is_error
    first = opened.get()
    assert not call(SEARCH, {"words": "通知"}, opened).is_error
    assert opened.get() is first


def test_a_store_that_failed_is_opened_anew(opened: OpenedStore, caplog: pytest.LogCaptureFixture) -> None:
    first = opened.get()
    line = failed(call(raising(StoreError(f"{first.place}: the store does not answer (gone)")), {"words": "x"}, opened))
    assert first.place not in line
    assert first.place in caplog.text  # the operator reads it on the standard error
    assert not call(SEARCH, {"words": "通知"}, opened).is_error
    assert opened.get() is not first


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NotFoundError("x: the graph holds\nno document"), "x: the graph holds no document"),
        (InputError("text: 1 MB at most"), "text: 1 MB at most"),
        (ZeroDivisionError("secret"), "内部错误 internal error; the server's standard error has the details"),
    ],
)
def test_errors_are_one_line(opened: OpenedStore, error: Exception, says: str) -> None:
    assert failed(call(raising(error), {"words": "x"}, opened)) == says


def test_a_crash_is_told_in_the_log(opened: OpenedStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        call(raising(ZeroDivisionError("secret")), {"words": "x"}, opened)
    assert "secret" in caplog.text


def test_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    away = OpenedStore(StoreSettings(tmp_path / "file"))
    line = failed(call(SEARCH, {"words": "x"}, away))
    assert "the store cannot be used" in line
    assert str(tmp_path) not in line
    away.close()


def test_a_long_message_is_cut(opened: OpenedStore) -> None:
    assert len(failed(call(raising(NotFoundError("长" * 9999)), {"words": "x"}, opened))) == 500


def test_trees_and_tables_become_lines() -> None:
    tree = Tree(Text("根"))
    tree.add(Text("枝\n续")).add("叶")
    table = Table(title="表 2")
    for heading in ("甲", "乙"):
        table.add_column(heading)
    table.add_row("一", Text("二\n行"))
    empty = Table(title="空 0")
    empty.add_column("甲")
    bare = Table(show_header=False)
    bare.add_column()
    bare.add_row("裸")
    shown = plain([tree, "", table, empty, bare, Text("末")])
    assert shown.splitlines() == ["根", "  枝", "  续", "    叶", "表 2", "甲｜乙", "一｜二 行", "空 0", "裸", "末"]


def test_long_text_is_cut_and_says_so() -> None:
    lines = plain([Text("长" * 2001), *(Text(f"{number}") for number in range(199))]).splitlines()
    assert lines[0] == "长" * 2000 + "…"
    assert len(lines) == 151
    assert lines[-1].startswith("……另有50行")
    lines = plain([Text("长" * 999)] * 30).splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("……另有10行")
