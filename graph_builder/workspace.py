"""From inputs and kept collections to the one graph of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog, apply, put_back
from graph_builder.logs import stage
from graph_builder.merge import merge
from graph_builder.model import Graph, Issue, IssueLevel
from graph_builder.progress import Progress, silent
from graph_builder.reading import InputFile, check_folders, discover
from graph_builder.relations.batches import Batch
from graph_builder.serving import read_serving, serve
from graph_builder.staged import build_texts, extract_texts, extractions_of, read_texts, require_documents
from graph_builder.store import Store
from graph_builder.tables.folder import Folder
from graph_builder.texts import Texts
from graph_builder.workers import Workers

New = Mapping[str, Sequence[Texts]]
"""Collections that were read and are not kept yet: the batches of texts of each."""

_EXTRACTIONS, _WORK = "extractions", "work"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a build keeps what it has done: the collections, the extractions, and the work that is under way.

    ``workers`` do what takes long, ``readers`` read the files, which only this machine may have. ``progress`` is called
    as the stages get on. All methods raise :class:`OSError` where the place cannot be written.
    """

    kept: CollectionStore
    workers: Workers
    readers: Workers | None = None
    progress: Progress = silent

    @property
    def storage(self) -> Folder:
        """Where extractions and the work under way are."""
        return self.kept.storage or Folder.of(self.kept.home)

    def read(self, paths: Sequence[Path], *, collection: str | None = None) -> dict[str, Sequence[Texts]]:
        """Read files and folders, each as the collection ``collection`` or, without it, of the file's or folder's name.

        Raises :class:`~graph_builder.errors.InputError` where an input named here cannot be read, or none of them
        holds a document; bad files inside a folder become issues.
        """
        files = discover(paths, collection)
        by_collection: dict[str, list[InputFile]] = {}
        for file in files:
            by_collection.setdefault(file.collection, []).append(file)
        readers = self.readers or self.workers
        new: dict[str, Sequence[Texts]] = {
            name: read_texts(own, self.kept.place(name), workers=readers, progress=self.progress)
            for name, own in by_collection.items()
        }
        check_folders(paths, files, (issue for texts in new.values() for batch in texts for issue in batch.issues))
        texts = [batch for batches in new.values() for batch in batches]
        require_documents(texts, self._extract(texts))
        return new

    def build(self, collections: New, *, base: Folder | None = None) -> Graph:
        """The graph of these collections, as if nothing else were kept.

        ``base`` is the folder of an earlier resolution, of which is taken over what is the same.
        """
        texts = [batch for name in sorted(collections) for batch in collections[name]]
        return build_texts(
            texts,
            self._extract(texts),
            self.storage.inner(_WORK),
            workers=self.workers,
            progress=self.progress,
            base=base,
        )

    def build_all(self, log: JudgementLog, new: New | None = None) -> Graph:
        """As :meth:`join`, as judgements have it."""
        return judged(self.join(new), log)

    def join(self, new: New | None = None) -> Graph:
        """The graph of all kept collections, with ``new`` in place of those of the same names, without judgements.

        Collections kept as texts are resolved together, so that their citations meet across them; collections kept as
        exports are joined to them by the ids of their documents.
        """
        texts = {name: self.kept.texts(name) for name in self.kept.names(texts=True)} | dict(new or {})
        exports = [self.kept.export(name) for name in self.kept.names(texts=False) if name not in texts]
        serving = read_serving(self.kept.home)
        graphs = [self.build(texts, base=Folder(serving.base) if serving else None)] if texts else []
        return merge([*graphs, *exports])

    def keep(self, new: New) -> None:
        """Keep collections that were read."""
        for name, texts in new.items():
            self.kept.keep(name, texts)

    def serve(self, store: Store, graph: Callable[[], Graph]) -> None:
        """Let a store serve a graph of :meth:`join`, as ``graph`` gives it: it may be asked more than once.

        Raises :class:`~graph_builder.errors.StoreError`.
        """
        serve(store, graph, self.kept.home, progress=self.progress)

    def clean(self) -> None:
        """Delete what is of no use once the graph is served: work that is done, extractions of texts that have gone.

        The tables of the served graph stay, so that the next build does only what differs.
        """
        work, serving = self.storage.inner(_WORK), read_serving(self.kept.home)
        for name in work.names():
            if serving is None or work.inside(name).url not in serving.folders:
                work.remove(name)
        texts = [batch for name in self.kept.names(texts=True) for batch in self.kept.texts(name)]
        extractions = self.storage.inner(_EXTRACTIONS)
        wanted = {table for batch in extractions_of(texts, extractions) for table in batch.tables}
        for name in extractions.names():
            if name.removesuffix(".parquet") not in wanted:
                extractions.remove(name)

    def _extract(self, texts: Sequence[Texts]) -> list[Batch]:
        return extract_texts(texts, self.storage.inner(_EXTRACTIONS), workers=self.workers, progress=self.progress)


def judged(graph: Graph, log: JudgementLog) -> Graph:
    """A graph with the judgements carried out; its issues name those that match nothing."""
    with stage("judgements") as counted:
        read = log.read()
        decided = apply(graph, read.all).graph if read.all else put_back(graph)
        counted.update(judgements=len(read.all), damaged=len(read.damaged))
    damaged = tuple(
        Issue(IssueLevel.WARNING, "judgement_damaged", log.path.name, damage.line, damage.reason)
        for damage in read.damaged
    )
    return replace(decided, issues=(*decided.issues, *damaged)) if damaged else decided
