"""Files that change, vanish or turn into something else between being found and being read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.reading import read_inputs
from graph_builder.reading.content import content
from graph_builder.reading.extract import UnreadableError

TEXT = "示例省财政厅关于做好登记工作的通知"


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def to_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Path.unlink, "cannot be read (No such file or directory)"),
        (to_pipe, "is no regular file any more"),
        (to_device, "cannot be read (Too many levels of symbolic links)"),
        (to_folder, "cannot be read (Is a directory)"),
    ],
)
def test_a_file_that_changes_before_its_turn(tmp_path: Path, change: Callable[[Path], None], message: str) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT + name, "utf-8")

    def meanwhile(_: str, done: int, __: int) -> None:
        if done == 1:
            change(tmp_path / "b.txt")

    reading = read_inputs([tmp_path], progress=meanwhile)
    assert [source.lines for source in reading.sources] == [(TEXT + "a",), (TEXT + "c",)]
    assert [(issue.file, issue.text.split(";")[0]) for issue in reading.issues] == [(f"{tmp_path.name}/b.txt", message)]


def test_a_link_is_read_only_where_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert content(tmp_path / "b.txt", follow=True) == TEXT.encode()
    with pytest.raises(UnreadableError, match="symbolic links"):
        content(tmp_path / "b.txt", follow=False)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file whose size is not what it says")
def test_a_file_that_holds_more_than_it_said_is_not_taken_in_part() -> None:
    with pytest.raises(UnreadableError, match="was changed while it was read; build again"):
        content(Path("/proc/self/status"), follow=True)
