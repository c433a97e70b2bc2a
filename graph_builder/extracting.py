"""A batch of texts to the table of its extractions.

What this module imports, directly or not, is what a text is read by: kept extractions go by it, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.draft import Extraction
from graph_builder.knowledge import rules_fingerprint
from graph_builder.model import Issue
from graph_builder.reading import noise_lines
from graph_builder.relations.batches import Batch, write_batch
from graph_builder.splitting import split
from graph_builder.tables.folder import Folder
from graph_builder.texts import Texts


def extraction_fingerprint() -> str:
    """What tells the rules by which this installation reads a text from those of another one."""
    return rules_fingerprint(__name__)


def extract_batch(batch: Batch, texts: tuple[Folder, str], components: Sequence[str]) -> None:
    """Split the texts of a batch, read each of their documents alone and write what was read."""
    # imported here: spaCy comes with them, and a build that finds all of its texts extracted needs none of it
    from graph_builder.extraction.extract import extract  # noqa: PLC0415
    from graph_builder.extraction.pipeline import pipeline  # noqa: PLC0415

    registry = AgencyRegistry.load()
    nlp = pipeline(components)
    extractions: list[Extraction] = []
    issues: list[Issue] = []
    for source in Texts(*texts).sources:
        noise = frozenset(noise_lines(source.lines, source.pages))
        parts = split(source, noise)
        issues.extend(parts.issues)
        extractions.extend(extract(document, noise, nlp, registry) for document in parts.documents)
    write_batch(batch, extractions, issues, registry)
