"""Relations, measures, collections and issues as lists."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.questions.listing import (
    MeasureFilter,
    RelationFilter,
    collections,
    list_issues,
    list_measures,
    list_relations,
)
from api.web.asking import ask
from api.web.cursors import read_cursor, write_cursor
from api.web.models import CollectionList, IssuePage, MeasurePage, RelationPage
from api.web.parameters import Day, PageQuery, Parameters, Scopes, Share, Types, Words
from api.web.resource import Resource
from graph_builder.model import IssueLevel, Resolution

lists = Resource("lists", "What the graph holds besides documents")


class RelationFilterQuery(Parameters):
    """Which relations."""

    type: Types = Field([], description="types of relations")
    scope: Scopes = Field([], description="whole documents, or single clauses")
    resolution: Annotated[list[Resolution], Field(max_length=100)] = Field([], description="how the target was found")
    source: Words = Field([], description="ids of documents that do it")
    target: Words = Field([], description="ids of documents to which it is done")
    confidence_from: Share = Field(0.0, description="at least so sure")
    confidence_to: Share = Field(1.0, description="at most so sure")

    def wanted(self) -> RelationFilter:
        """The filter of the question."""
        return RelationFilter(
            types=self.type,
            scopes=self.scope,
            resolutions=self.resolution,
            sources=self.source,
            targets=self.target,
            least=self.confidence_from,
            most=self.confidence_to,
        )


class RelationsQuery(RelationFilterQuery, PageQuery):
    """Which relations, in which order."""

    sort: Literal["order", "confidence", "-confidence"] = Field(
        "order", description="`order` is the graph's; `confidence`: the least sure first"
    )


class MeasureFilterQuery(Parameters):
    """Which measures."""

    document: Words = Field([], description="ids of their documents")
    responsible: Words = Field([], description="full name of an agency that is responsible")
    action: Words = Field([], description="main verb as printed")
    valid_on: Day | None = Field(None, description="a day in the period that the measure states for itself")

    def wanted(self) -> MeasureFilter:
        """The filter of the question."""
        return MeasureFilter(
            documents=self.document, responsible=self.responsible, actions=self.action, valid_on=self.valid_on
        )


class MeasuresQuery(MeasureFilterQuery, PageQuery):
    """Which measures, in which order."""

    sort: Literal["order", "valid_to"] = Field("order", description="`order` is the graph's; `valid_to`: the last day")


class IssueFilterQuery(Parameters):
    """Which issues."""

    kind: Words = Field([], description="kinds of issues")
    level: Annotated[list[IssueLevel], Field(max_length=10)] = Field([], description="how much they matter")
    file: Words = Field([], description="names of input files")


class IssuesQuery(IssueFilterQuery, PageQuery):
    """Which issues, page by page."""


@lists.get("/relations", RelationPage)
def list_all_relations(query: RelationsQuery) -> RelationPage:
    """List relations between documents, with their evidence."""
    found = ask(list_relations, query.wanted(), sort=query.sort, after=read_cursor(query.cursor), limit=query.limit)
    return RelationPage(found.items, found.total, write_cursor(found.next))


@lists.get("/measures", MeasurePage)
def list_all_measures(query: MeasuresQuery) -> MeasurePage:
    """List measures: the operative provisions of the documents that were read."""
    found = ask(list_measures, query.wanted(), sort=query.sort, after=read_cursor(query.cursor), limit=query.limit)
    return MeasurePage(found.items, found.total, write_cursor(found.next))


@lists.get("/collections", CollectionList)
def list_collections() -> CollectionList:
    """List the collections that were loaded."""
    return CollectionList(ask(collections))


@lists.get("/issues", IssuePage)
def list_all_issues(query: IssuesQuery) -> IssuePage:
    """List what could not be read or decided, with the candidates where there are any."""
    found = ask(
        list_issues,
        kinds=query.kind,
        levels=query.level,
        files=query.file,
        after=read_cursor(query.cursor),
        limit=query.limit,
    )
    return IssuePage(found.items, found.total, found.kinds, write_cursor(found.next))
