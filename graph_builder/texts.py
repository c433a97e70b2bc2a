"""Batches of texts that were read, as tables of a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_builder.model import Issue
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows, write_table
from graph_builder.text import SourceText


@dataclass(frozen=True, slots=True)
class Texts:
    """A batch of texts: table ``name`` of a folder, and what could not be read beside it, table ``name.issues``."""

    folder: Folder
    name: str

    @property
    def sources(self) -> Sequence[SourceText]:
        """The texts."""
        return Rows(SourceText, self.folder, [self.name])

    @property
    def issues(self) -> Sequence[Issue]:
        """What could not be read, file by file."""
        return Rows(Issue, self.folder, [f"{self.name}.issues"])

    def fingerprint(self) -> str:
        """What tells these texts from all others."""
        digest = hashlib.sha256()
        with self.folder.open(f"{self.name}.parquet") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


def write_texts(folder: Folder, name: str, sources: Iterable[SourceText], issues: Iterable[Issue] = ()) -> Texts:
    """Keep texts that were read as a batch."""
    write_table(folder, f"{name}.issues", Issue, issues)
    write_table(folder, name, SourceText, sources)
    return Texts(folder, name)
