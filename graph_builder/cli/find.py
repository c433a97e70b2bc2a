"""How a command finds the document that the user means."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.table import Table

from api.questions import find_documents
from api.questions.answers import DocumentRef
from graph_builder.cli.console import plain, show, show_json, table
from graph_builder.cli.words import LEVELS
from graph_builder.errors import NotFoundError
from graph_builder.store import Store

_LISTED = 50


def the_document(
    store: Store, words: str, *, as_json: bool = False, rather: Collection[str] = frozenset()
) -> DocumentRef:
    """The one document that ``words`` (a number, a title or part of one) fit.

    Of several, those whose ids are ``rather`` are meant. Raises :class:`NotFoundError` where none fits; where several
    do, it prints them first.
    """
    found = find_documents(store, words, limit=_LISTED + 1)
    found = [each for each in found if each.id in rather] or found
    if not found:
        raise NotFoundError(f"{words}: no document has this number or title; try `policygraph search {words}`")
    if len(found) > 1:
        _list(found[:_LISTED], as_json=as_json)
        count = f"more than {_LISTED}" if len(found) > _LISTED else str(len(found))
        raise NotFoundError(f"{words}: {count} documents fit; name one by its whole number or title")
    return found[0]


def _list(found: Sequence[DocumentRef], *, as_json: bool) -> None:
    if as_json:
        show_json({"matches": plain(found)})
    else:
        show(documents_table(found))


def documents_table(found: Sequence[DocumentRef]) -> Table:
    """A table of documents: number, title, level, date."""
    made = table("发文字号", "标题", "层级", "成文日期")
    for document in found:
        made.add_row(document.doc_number or "", document.title, LEVELS[document.level], str(document.issued_on or ""))
    return made


def name_of(document: DocumentRef) -> str:
    """A document in one line: number and title; marked where its text is not in the graph."""
    mark = "" if document.in_corpus or document.parent else " ○仅被引用"
    return " ".join(part for part in (document.doc_number, document.title) if part) + mark
