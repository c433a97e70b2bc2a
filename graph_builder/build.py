"""The stages in their order: inputs to sources, documents, extractions, and the resolved graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph_builder.agencies import AgencyRegistry
from graph_builder.errors import InputError
from graph_builder.extraction import Extraction, configured_components, extract, pipeline
from graph_builder.logs import stage
from graph_builder.model import Graph, Issue
from graph_builder.progress import Progress, silent
from graph_builder.reading import noise_lines, read_inputs
from graph_builder.relations import resolve
from graph_builder.settings import read_settings
from graph_builder.splitting import split
from graph_builder.text import SourceText


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
    found = list(issues)
    extractions = extract_sources(sources, found, progress)
    if not extractions:
        names = "、".join(source.file for source in sources[:3])
        raise InputError(
            f"{names}: no document found in it; give a file that holds an official document or a compendium"
        )
    with stage("resolution") as counted:
        graph = resolve(extractions, AgencyRegistry.load(), found)
        counted.update(documents=len(graph.documents), relations=len(graph.relations), issues=len(graph.issues))
    return graph


def extract_sources(
    sources: Sequence[SourceText], issues: list[Issue], progress: Progress | None = None
) -> list[Extraction]:
    """Split and read every document of the sources; what cannot be decided is added to ``issues``."""
    registry = AgencyRegistry.load()
    nlp = pipeline(configured_components(read_settings().components))
    extractions: list[Extraction] = []
    with stage("extraction") as counted:
        for source in sources:
            noise = frozenset(noise_lines(source.lines, source.pages))
            parts = split(source, noise)
            issues.extend(parts.issues)
            for done, document in enumerate(parts.documents):
                extractions.append(extract(document, noise, nlp, registry))
                if progress:
                    progress("抽取", done + 1, len(parts.documents))
        counted.update(sources=len(sources), documents=len(extractions))
    return extractions


def build(paths: Sequence[Path], *, collection: str | None = None, progress: Progress | None = None) -> Graph:
    """Read inputs and build their graph. Raises :class:`InputError`."""
    sources, issues = read(paths, collection=collection, progress=progress)
    return build_sources(sources, issues=issues, progress=progress)
