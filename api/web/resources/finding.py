"""Search, and the ways between documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api import questions
from api.questions.near import near_documents
from api.questions.paths import Paths
from api.questions.searching import SearchAnswer
from api.questions.standing.answers import State
from api.web.asking import ask
from api.web.models import SuggestionList
from api.web.naming import naming
from api.web.parameters import Day, Parameters, Types
from api.web.resource import Resource
from api.web.resources.documents import DocumentFilterQuery
from api.web.today import day_or_today
from graph_builder.model import RelationType

finding = Resource("finding", "Search, and ways between documents")

_Id = Annotated[str, Field(min_length=1, max_length=600)]


class SearchFilterQuery(DocumentFilterQuery):
    """What to look for, and what the documents must be like."""

    q: Annotated[str, Field(max_length=500)] = Field(
        "",
        description="words that must all be found, or a number in any style of brackets; without any: all documents",
        json_schema_extra={"example": "社会保险费"},
    )
    on: Day | None = Field(
        None,
        description="a day: tell how each document stands on it, with a facet where at most 500 are found or "
        "`state` is given",
    )
    state: Annotated[list[State], Field(max_length=20)] = Field(
        [], description="how they must stand on the day, today without one"
    )
    sort: Literal["relevance", "-issued_on", "issued_on", "title"] = Field(
        "relevance", description="with `-` the greatest first; those without a date come last"
    )

    def found(self, limit: int, offset: int = 0) -> SearchAnswer:
        """A page of what is found."""
        return ask(
            questions.search,
            self.q,
            wanted=self.wanted(),
            states=self.state,
            on=day_or_today(self.on) if self.state else self.on,
            sort=self.sort,
            limit=limit,
            offset=offset,
        )


class SearchQuery(SearchFilterQuery):
    """What to look for, and which page of it."""

    limit: int = Field(20, ge=1, le=200, description="documents of a page")
    offset: int = Field(0, ge=0, le=100_000, description="documents before the page")


class SuggestQuery(Parameters):
    """What was typed so far."""

    q: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        description="the beginning of a number, a title or a name", json_schema_extra={"example": "关于"}
    )
    limit: int = Field(10, ge=1, le=50, description="suggestions to list")


class PathsQuery(Parameters):
    """Between what to look for ways."""

    start: _Id = Field(alias="from", description="id of a document")
    end: _Id = Field(alias="to", description="id of another document")
    type: Types = Field([], description="relations to go along; without any: all")
    steps: int = Field(4, ge=1, le=10, description="most steps of a way")
    limit: int = Field(10, ge=1, le=100, description="ways to list")


@finding.get("/search", SearchAnswer)
def search(query: SearchQuery) -> SearchAnswer:
    """Search numbers, titles and texts.

    A number that was typed exactly comes first, then numbers, titles and aliases, then texts, with the offsets of the
    words. Each facet counts the hits that fit all filters but its own.
    """
    return query.found(query.limit, query.offset)


@finding.get("/suggest", SuggestionList)
def suggest(query: SuggestQuery) -> SuggestionList:
    """Suggest what someone may be about to type: numbers, titles and agencies."""
    return SuggestionList(ask(questions.suggest, query.q, limit=query.limit))


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
