"""From inputs to the one graph of them, in memory: for inputs of a size that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from graph_builder.model import Graph, Issue
from graph_builder.progress import Progress, silent
from graph_builder.reading import read_inputs
from graph_builder.staged import build_texts, extract_texts
from graph_builder.tables.folder import Folder
from graph_builder.text import SourceText
from graph_builder.texts import write_texts


def read(
    paths: Sequence[Path], *, collection: str | None = None, progress: Progress | None = None
) -> tuple[tuple[SourceText, ...], tuple[Issue, ...]]:
    """Read files and folders.

    Returns the sources and what could not be read in a folder. Raises :class:`InputError` for a path that is missing,
    empty, binary or of an unknown format.
    """
    reading = read_inputs(paths, collection=collection, progress=progress or silent)
    return reading.sources, reading.issues


def build_sources(
    sources: Sequence[SourceText], *, issues: Iterable[Issue] = (), progress: Progress | None = None
) -> Graph:
    """Build one graph over sources, of one collection or several.

    Raises :class:`InputError` where no source holds a document.
    """
    with TemporaryDirectory(prefix="policygraph-") as place:
        folder = Folder.of(place)
        texts = [write_texts(folder, "texts", sources, issues)]
        batches = extract_texts(texts, folder, progress=progress or silent)
        return in_memory(build_texts(texts, batches, folder, progress=progress or silent))


def in_memory(graph: Graph) -> Graph:
    """The graph with all its lists read into memory."""
    return Graph(**{field.name: tuple(getattr(graph, field.name)) for field in fields(Graph)})


def build(paths: Sequence[Path], *, collection: str | None = None, progress: Progress | None = None) -> Graph:
    """Read inputs and build their graph. Raises :class:`InputError`."""
    sources, issues = read(paths, collection=collection, progress=progress)
    return build_sources(sources, issues=issues, progress=progress)
