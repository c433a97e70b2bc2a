"""Search, and the ways between documents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api import questions
from api.questions.near import near_documents
from api.questions.paths import Paths
from api.web.asking import ask
from api.web.models import HitList
from api.web.naming import naming
from api.web.parameters import Parameters, Types
from api.web.resource import Resource
from graph_builder.model import RelationType

finding = Resource("finding", "Search, and ways between documents")

_Id = Annotated[str, Field(min_length=1, max_length=600)]


class SearchQuery(Parameters):
    """What to look for."""

    q: Annotated[str, Field(min_length=1, max_length=500)] = Field(
        description="words that must all be found, or a number in any style of brackets",
        json_schema_extra={"example": "社会保险费"},
    )
    limit: int = Field(20, ge=1, le=200, description="documents to list")


class PathsQuery(Parameters):
    """Between what to look for ways."""

    start: _Id = Field(alias="from", description="id of a document")
    end: _Id = Field(alias="to", description="id of another document")
    type: Types = Field([], description="relations to go along; without any: all")
    steps: int = Field(4, ge=1, le=10, description="most steps of a way")
    limit: int = Field(10, ge=1, le=100, description="ways to list")


@finding.get("/search", HitList)
def search(query: SearchQuery) -> HitList:
    """Search numbers, titles and texts.

    A number that was typed exactly comes first, then numbers and titles, then texts, with the words' offsets.
    """
    found = ask(questions.search, query.q, limit=query.limit + 1)
    return HitList(tuple(found[: query.limit]), len(found) > query.limit)


@finding.get("/paths", Paths, missing=True)
def find_paths(query: PathsQuery) -> Paths:
    """Find how two documents are joined, the shortest way first."""
    with naming(query.start, near_documents):
        return ask(
            questions.paths,
            query.start,
            query.end,
            types=query.type or tuple(RelationType),
            steps=query.steps,
            limit=query.limit,
        )
