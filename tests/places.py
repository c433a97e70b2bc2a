"""A data folder beside a store: what a backup is taken of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.backup import Archive, Manifest, Restored, backup, restore
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog
from graph_builder.progress import Progress, silent
from graph_builder.store import Store
from graph_builder.text import SourceText
from graph_builder.texts import write_texts


@dataclass(frozen=True)
class Place:
    """What a backup is taken of and put back into."""

    store: Store
    home: Path
    file: Path

    @property
    def kept(self) -> CollectionStore:
        return CollectionStore(self.home)

    @property
    def log(self) -> JudgementLog:
        return JudgementLog(self.home / "judgements.jsonl")

    def backup(self, progress: Progress = silent) -> Manifest:
        return backup(self.store, self.kept, self.log, self.file, progress=progress)

    def restore(self, *, force: bool = False, progress: Progress = silent) -> Restored:
        with Archive.open(self.file) as archive:
            return restore(self.store, self.kept, self.log, archive, force=force, progress=progress)

    def texts(self) -> dict[str, tuple[SourceText, ...]]:
        return {
            name: tuple(source for batch in self.kept.texts(name) for source in batch.sources)
            for name in self.kept.names(texts=True)
        }

    def keep(self, name: str, *sources: SourceText) -> None:
        self.kept.keep(name, [write_texts(self.kept.place(name), "texts-0", sources)])
