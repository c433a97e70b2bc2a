"""Whether the graph holds what a name says."""

from __future__ import annotations

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef
from api.questions.snapshot import question, the_document
from graph_builder.errors import NotFoundError
from graph_builder.store.reading import Snapshot


@question
def held_document(build: Snapshot, document_id: str) -> DocumentRef:
    """The document of an id. Raises :class:`NotFoundError`."""
    return the_document(build, document_id)


@question
def held_agency(build: Snapshot, name: str) -> str:
    """The id of the agency that goes by a full name, one that it had among them. Raises :class:`NotFoundError`."""
    found = AgencyNames.of(build).id(name)
    if found is None:
        raise NotFoundError(f"{name}: the graph holds no agency of this name; give a full one")
    return found
