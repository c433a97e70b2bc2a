"""Lists of what the graph holds, by properties and page by page."""

from api.questions.listing.agencies import AgencyFilter, list_agencies
from api.questions.listing.documents import DocumentFilter, document_facets, list_documents, timeline
from api.questions.listing.measures import MeasureFilter, list_measures
from api.questions.listing.paging import Place, PlaceError
from api.questions.listing.relations import RelationFilter, list_relations
from api.questions.listing.texts import collections, list_issues, list_passages

__all__ = [
    "AgencyFilter",
    "DocumentFilter",
    "MeasureFilter",
    "Place",
    "PlaceError",
    "RelationFilter",
    "collections",
    "document_facets",
    "list_agencies",
    "list_documents",
    "list_issues",
    "list_measures",
    "list_passages",
    "list_relations",
    "timeline",
]
