"""Short texts as the stages take them. All names, numbers and provisions in the tests are invented, or mere facts."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.build import build_sources
from graph_builder.model import Document, Graph, Relation, RelationType
from graph_builder.text import DocumentText, SourceText


def source(text: str, file: str = "made-up.txt", collection: str = "made-up") -> SourceText:
    """A text as the one file that holds it."""
    return SourceText(file, collection, tuple(text.split("\n")))


def document(text: str) -> DocumentText:
    """A text as one document."""
    whole = source(text)
    return DocumentText(whole, 1, len(whole.lines))


def notice(
    title: str,
    *body: str,
    issuer: str = "示例省财政厅",
    number: str | None = None,
    day: str = "2030年3月1日",
    addressees: str = "各市财政局：",
    annexes: Sequence[str] = (),
) -> str:
    """A whole notice: heading, number, addressees, body, signature and date, annexes."""
    head = [issuer, title, *([number] if number else []), addressees]
    return "\n".join(line for part in (*head, *body, issuer, day, *annexes) for line in (part, ""))


def graph(*texts: str) -> Graph:
    """The graph of some documents, each a file of its own (``1.txt``, ``2.txt`` …)."""
    return build_sources([source(text, f"{number}.txt") for number, text in enumerate(texts, 1)])


def titled(found: Graph, words: str) -> Document:
    """The one document of a graph whose title holds these words and that is no text enclosed in another."""
    fitting = [document for document in found.documents if words in document.title and document.parent is None]
    assert len(fitting) == 1, [document.title for document in found.documents]
    return fitting[0]


def relations(found: Graph, source: Document) -> list[Relation]:
    """What a document does to others, in order of evidence."""
    return [relation for relation in found.relations if relation.source == source.id]


def pairs(found: Graph, source: Document) -> set[tuple[RelationType, str]]:
    """Type and target of what a document does to others."""
    return {(relation.type, relation.target) for relation in relations(found, source)}
