"""Split an input into its documents."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.model import Issue, IssueLevel
from graph_builder.splitting.catalogue import find_catalogues
from graph_builder.splitting.furniture import without_furniture
from graph_builder.splitting.separate import split_separate
from graph_builder.splitting.volumes import split_volumes
from graph_builder.text import DocumentText, SourceText

__all__ = ["Split", "split"]


@dataclass(frozen=True, slots=True)
class Split:
    """The documents of an input in order, and what could not be decided."""

    documents: tuple[DocumentText, ...]
    issues: tuple[Issue, ...]


def split(source: SourceText, noise: frozenset[int] = frozenset()) -> Split:
    """Split the input into its documents.

    ``noise`` are 1-based numbers of lines that are running heads or page numbers. A text with a table of contents is
    split by it; one without is a single document, or several where their headings are beyond doubt. The documents
    never overlap. An input without any document gives none, and an issue ``no_document``.
    """
    catalogues = find_catalogues(source.lines, noise)
    documents: list[DocumentText] = []
    issues: list[Issue] = []
    first = 1
    if catalogues:
        found = split_volumes(source, noise, catalogues)
        documents, issues, first = found.documents, found.issues, found.first_body
    if not documents:
        begin, last = without_furniture(source.lines, noise, first, len(source.lines))
        documents, doubts = split_separate(source, noise, begin, last)
        issues += doubts
    if not documents:
        text = "no title, document number or table of contents found; give a file that holds official documents"
        issues.append(Issue(IssueLevel.ERROR, "no_document", source.file, None, text))
    return Split(tuple(documents), tuple(issues))
