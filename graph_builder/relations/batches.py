"""The extractions of a batch of the input, as the tables that the resolution joins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.draft import Extraction
from graph_builder.model import Issue
from graph_builder.relations.keying import citations, speakers
from graph_builder.relations.rows import Cited, Speaker
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows, write_table


@dataclass(frozen=True, slots=True)
class Batch:
    """Tables ``NAME``, ``NAME.speakers``, ``NAME.cited`` and ``NAME.issues`` of a folder."""

    folder: Folder
    name: str

    @property
    def extractions(self) -> Sequence[Extraction]:
        """Its documents, each as it was read alone."""
        return Rows(Extraction, self.folder, [self.name])

    @property
    def tables(self) -> tuple[str, str, str, str]:
        """The tables of its documents, of who speaks in them, of what they cite, of what could not be split."""
        return self.name, f"{self.name}.speakers", f"{self.name}.cited", f"{self.name}.issues"


def write_batch(
    batch: Batch, extractions: Sequence[Extraction], issues: Iterable[Issue], registry: AgencyRegistry
) -> None:
    """Write the tables of a batch, that of its documents last; ``issues`` are those of splitting its texts."""
    documents, speaking, cited, unsplit = batch.tables
    read = list(enumerate(extractions))
    write_table(batch.folder, unsplit, Issue, issues)
    write_table(batch.folder, speaking, Speaker, (row for at, each in read for row in speakers(at, each)))
    write_table(batch.folder, cited, Cited, (row for at, each in read for row in citations(at, each, registry)))
    write_table(batch.folder, documents, Extraction, extractions)
