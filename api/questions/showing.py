"""One document with all that is known of it."""

from __future__ import annotations

from api.questions.answers import DocumentRef, DocumentView
from api.questions.snapshot import links, question, the_document
from graph_builder.model import RelationType
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


@question
def show(build: Snapshot, document_id: str) -> DocumentView:
    """The fields of a document, its relations both ways, its measures and the texts enclosed in it."""
    the_document(build, document_id)
    (row,) = build.read("document", id=document_id)
    document = records.document(row["document"])
    dated = {document_id: document.issued_on}
    outside = build.read("documents_by_id", ids=[document.parent] if document.parent else [])
    return DocumentView(
        document=document,
        outgoing=tuple(links(build, dated, RelationType, outgoing=True)[document_id]),
        incoming=tuple(links(build, dated, RelationType, outgoing=False)[document_id]),
        measures=tuple(records.measure(row["measure"]) for row in build.read("measures_of", id=document_id)),
        enclosed=tuple(DocumentRef.of(row["document"]) for row in build.read("enclosed_in", id=document_id)),
        enclosing=DocumentRef.of(outside[0]["document"]) if outside else None,
        passages=row["passages"],
    )
