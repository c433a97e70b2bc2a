"""The command itself: help, wrong arguments, how errors reach the user."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from graph_builder.cli.app import _COMMANDS, cli
from graph_builder.cli.console import progress_bars

Run = Callable[..., Any]
Fails = Callable[..., str]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_lists_every_command(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.status == 0
    for name in _COMMANDS:
        assert f"\n  {name} " in result.out


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    result = run(name, "--help")
    assert result.status == 0
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out.startswith("policygraph, version ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("bild",), "No such command 'bild'"),
        (("build",), "Missing argument 'INPUT...'"),
        (("show",), "Missing argument 'DOC'"),
        (("search", "--limit", "0", "x"), "0 is not in the range"),
        (("trace", "--type", "LIKES", "x"), "'LIKES' is not one of"),
        (("export", "--format", "xls", "out"), "'xls' is not one of"),
        (("stats", "--bogus"), "No such option"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(fails: Fails, arguments: tuple[str, ...], says: str) -> None:
    line = fails(*arguments)
    assert says in line
    assert "--help)" in line


@pytest.mark.usefixtures("loaded")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m graph_builder.cli issues --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""


def test_nothing_loaded_yet_says_what_to_do(fails: Fails) -> None:
    assert "policygraph" in fails("stats").removeprefix("policygraph: ")


def test_an_unreachable_server_is_told_in_one_line(fails: Fails, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", "bolt://127.0.0.1:1")
    assert "bolt://127.0.0.1:1" in fails("stats")


def test_a_data_folder_that_cannot_be_is_told_in_one_line(
    fails: Fails, export_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "file" / "home"))
    assert "file" in fails("load", export_dir)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_bars_stand_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((_Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with progress_bars() as report:
            report("抽取", 0, 0)
            report("抽取", 3, 4)
            report("documents", 1, 1)
        assert ("抽取" in stream.getvalue()) is shown
