"""The real compendium, where it is at hand."""

from __future__ import annotations

from pathlib import Path

from graph_builder.reading import noise_lines, read_inputs

CORPUS = "corpus/hebei-2020-compendium.txt"


def test_the_compendium_is_read_line_by_line(shared_dir: Path) -> None:
    path = shared_dir / CORPUS
    (source,) = read_inputs([path]).sources
    assert "\n".join(source.lines) == path.read_text("utf-8").removesuffix("\n")


def test_a_text_without_running_heads_loses_nothing(shared_dir: Path) -> None:
    (source,) = read_inputs([shared_dir / CORPUS]).sources
    assert noise_lines(source.lines) == set()
