"""From inputs and kept collections to the one graph of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_builder.build import build_sources
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog, apply
from graph_builder.logs import stage
from graph_builder.merge import merge
from graph_builder.model import Graph, Issue, IssueLevel
from graph_builder.progress import Progress, silent
from graph_builder.reading import read_inputs
from graph_builder.text import SourceText


@dataclass(frozen=True, slots=True)
class ReadCollection:
    """The texts of one collection, and what could not be read beside them."""

    sources: tuple[SourceText, ...]
    issues: tuple[Issue, ...]


def read_collections(
    paths: Sequence[Path], *, collection: str | None = None, progress: Progress = silent
) -> dict[str, ReadCollection]:
    """Read files and folders, each as the collection ``collection`` or, without it, of the file's or folder's name.

    Raises :class:`~graph_builder.errors.InputError` where an input named here cannot be read; bad files inside a
    folder become issues.
    """
    with stage("reading") as counted:
        reading = read_inputs(paths, collection=collection, progress=progress)
        counted.update(files=len(reading.sources), lines=sum(len(source.lines) for source in reading.sources))
    by_file = {source.file: source.collection for source in reading.sources}
    names = list(dict.fromkeys(by_file.values()))

    def collection_of(issue: Issue) -> str:
        # a file of a folder that could not be read has no text to tell its collection, but its folder's name
        folder = issue.file.split("/")[0]
        return by_file.get(issue.file) or (folder if folder in names else names[0])

    return {
        name: ReadCollection(
            tuple(source for source in reading.sources if source.collection == name),
            tuple(issue for issue in reading.issues if collection_of(issue) == name),
        )
        for name in names
    }


def build_alone(new: Mapping[str, ReadCollection], *, progress: Progress = silent) -> Graph:
    """The graph of ``new`` as if nothing else were kept."""
    sources = tuple(source for read in new.values() for source in read.sources)
    issues = tuple(issue for read in new.values() for issue in read.issues)
    return build_sources(sources, issues=issues, progress=progress)


def build_all(
    kept: CollectionStore,
    log: JudgementLog,
    new: Mapping[str, ReadCollection] | None = None,
    *,
    progress: Progress = silent,
) -> Graph:
    """The graph of all kept collections, with ``new`` in place of those of the same names, as the judgements have it.

    Collections kept as texts are extracted together, so that their citations resolve across them; collections kept as
    exports are joined to them by the ids of their documents.
    """
    texts = {name: ReadCollection(kept.sources(name), kept.issues(name)) for name in kept.names(texts=True)}
    texts |= new or {}
    exports = [kept.export(name) for name in kept.names(texts=False) if name not in texts]
    graphs = [build_alone(dict(sorted(texts.items())), progress=progress)] if texts else []
    return judged(merge([*graphs, *exports]), log)


def judged(graph: Graph, log: JudgementLog) -> Graph:
    """A graph with the judgements carried out; its issues name those that match nothing."""
    with stage("judgements") as counted:
        read = log.read()
        decided = apply(graph, read.all).graph
        counted.update(judgements=len(read.all), damaged=len(read.damaged))
    damaged = tuple(
        Issue(IssueLevel.WARNING, "judgement_damaged", log.path.name, damage.line, damage.reason)
        for damage in read.damaged
    )
    return replace(decided, issues=(*decided.issues, *damaged)) if damaged else decided
