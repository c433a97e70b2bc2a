"""What several questions need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from api.questions.answers import DocumentRef, Link
from graph_builder.errors import NotFoundError
from graph_builder.model import RelationType
from graph_builder.store.connection import Store
from graph_builder.store.reading import Snapshot, ask
from graph_builder.store.records import relation

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")


def question(
    function: Callable[Concatenate[Snapshot, Rest], Answer],
) -> Callable[Concatenate[Store, Rest], Answer]:
    """Make a function over one build of the graph a question to a store, answered from one build as a whole."""

    @wraps(function)
    def asked(store: Store, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Answer:
        return ask(store, lambda build: function(build, *args, **kwargs))

    return asked


def the_document(build: Snapshot, document_id: str) -> DocumentRef:
    """The document of an id. Raises :class:`NotFoundError`."""
    for row in build.read("documents_by_id", ids=[document_id]):
        return DocumentRef.of(row["document"])
    raise NotFoundError(f"{document_id}: the graph holds no document of this id; find it by its number or title")


def links(
    build: Snapshot, documents: dict[str, date | None], types: Iterable[RelationType], *, outgoing: bool
) -> dict[str, list[Link]]:
    """The relations of several documents (ids with their dates of issue), by id, in the graph's order."""
    found: dict[str, list[Link]] = {document_id: [] for document_id in documents}
    statement = "relations_from" if outgoing else "relations_to"
    for row in build.read(statement, ids=list(documents), types=[kind.value for kind in types]):
        here, other = row["id"], DocumentRef.of(row["document"])
        source, target = (here, other.id) if outgoing else (other.id, here)
        made = relation(source, target, row["type"], row["relation"])
        days = _days(documents[here], other.issued_on) if outgoing else _days(other.issued_on, documents[here])
        found[here].append(Link(other, made, days))
    return found


def _days(source: date | None, target: date | None) -> int | None:
    return (source - target).days if source and target else None
