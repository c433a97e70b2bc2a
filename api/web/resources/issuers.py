"""Agencies, their networks, and how fast they carry out what is above them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.questions.agencies import agency_page
from api.questions.lag import Grouping, Lag, lag
from api.questions.listing import AgencyFilter, list_agencies
from api.questions.near import near_agencies
from api.questions.network import FollowingNetwork, JointNetwork, Period, following_network, joint_network
from api.questions.network.page import AgencyPage
from api.questions.network.pairs import CARRYING
from api.web.asking import ask
from api.web.cursors import read_cursor, write_cursor
from api.web.models import AgencyList, NetworkAnswer
from api.web.naming import naming
from api.web.parameters import Day, Levels, PageQuery, Parameters, PathParameters, Scopes, Share, Types, Word, Words
from api.web.resource import Resource
from graph_builder.model import Level, Scope

issuers = Resource("agencies", "Agencies: their documents, partners, networks and speed")


class AgencyPath(PathParameters):
    """An agency."""

    id: Annotated[str, Field(min_length=1, max_length=300)] = Field(
        description="The agency's id, or any full name that it signs with.", json_schema_extra={"example": "财政部"}
    )


class AgencyFilterQuery(Parameters):
    """Which agencies."""

    level: Levels = Field([], description="level of government")
    region: Words = Field([], description="full name of a region")
    known: bool | None = Field(None, description="whether the registers hold it; otherwise its name was read only")
    q: Word = Field("", description="part of a full or short name")

    def wanted(self) -> AgencyFilter:
        """The filter of the question."""
        return AgencyFilter(levels=self.level, regions=self.region, known=self.known, part=self.q.strip())


class AgenciesQuery(AgencyFilterQuery, PageQuery):
    """Which agencies, in which order."""

    sort: Literal["order", "name", "-documents"] = Field(
        "-documents", description="`order` is the graph's; `-documents`: those with most documents first"
    )


class AgencyPageQuery(Parameters):
    """What to take into an agency's page."""

    cited: bool = Field(False, description="take documents that are only cited, too")
    type: Types = Field([], description="relations by which a document carries out another")
    scope: Scopes = Field([], description="whole documents (by default), or single clauses")
    fold_offices: bool = Field(False, description="count an office as the agency that it is in")
    duties: int = Field(200, ge=0, le=1000, description="measures to list")


class NetworkQuery(Parameters):
    """Which network, of which documents."""

    kind: Literal["joint", "following"] = Field("joint", description="who issues with whom, or who follows whom")
    issued_from: Day | None = Field(None, description="of documents issued on this day or later")
    issued_to: Day | None = Field(None, description="of documents issued on this day or before")
    level: Levels = Field([], description="levels of the documents")
    cited: bool = Field(False, description="for `joint`: take documents that are only cited, too")
    type: Types = Field([], description="for `following`: relations by which a document carries out another")
    scope: Scopes = Field([], description="for `following`: whole documents (by default), or single clauses")
    confidence: Share = Field(0.0, description="for `following`: relations that are at least so sure")
    fold_offices: bool = Field(False, description="count an office as the agency that it is in")
    seed: int = Field(0, ge=0, le=2**31 - 1, description="decides the communities")


class LagQuery(Parameters):
    """Which pairs of documents, in which groups."""

    by: Grouping = Field(Grouping.ISSUER, description="by what the pairs are grouped")
    type: Types = Field([], description="relations by which a document carries out another")
    scope: Scopes = Field([], description="whole documents (by default), or single clauses")
    level: Levels = Field([Level.PROVINCIAL], description="levels of the documents that carry out")
    confidence: Share = Field(0.0, description="relations that are at least so sure")
    fold_offices: bool = Field(False, description="count an office as the agency that it is in")


@issuers.get("/agencies", AgencyList)
def list_all_agencies(query: AgenciesQuery) -> AgencyList:
    """List agencies by their properties."""
    found = ask(list_agencies, query.wanted(), sort=query.sort, after=read_cursor(query.cursor), limit=query.limit)
    return AgencyList(found.items, found.total, write_cursor(found.next))


def drawn(query: NetworkQuery) -> JointNetwork | FollowingNetwork:
    """The network that a query asks for."""
    period = Period(query.issued_from, query.issued_to)
    levels = query.level or tuple(Level)
    if query.kind == "joint":
        return ask(
            joint_network,
            period=period,
            levels=levels,
            cited=query.cited,
            fold_offices=query.fold_offices,
            seed=query.seed,
        )
    return ask(
        following_network,
        period=period,
        levels=levels,
        types=query.type or CARRYING,
        scopes=query.scope or (Scope.DOCUMENT,),
        confidence=query.confidence,
        fold_offices=query.fold_offices,
        seed=query.seed,
    )


@issuers.get("/agencies/network", NetworkAnswer)
def read_network(query: NetworkQuery) -> NetworkAnswer:
    """Draw the network of agencies.

    Who issues with whom, or who follows whom: nodes with their measures and communities, edges with their documents.
    """
    found = drawn(query)
    if isinstance(found, JointNetwork):
        return NetworkAnswer("joint", found, None)
    return NetworkAnswer("following", None, found)


@issuers.get("/agencies/<path:id>", AgencyPage, missing=True)
def read_agency(path: AgencyPath, query: AgencyPageQuery) -> AgencyPage:
    """Read an agency's page.

    Its documents, partners, superiors, the lines of work that it follows, and the measures that it is responsible for;
    the same for all names of one body.
    """
    with naming(path.id, near_agencies):
        return ask(
            agency_page,
            path.id,
            cited=query.cited,
            types=query.type or CARRYING,
            scopes=query.scope or (Scope.DOCUMENT,),
            fold_offices=query.fold_offices,
            duties=query.duties,
        )


@issuers.get("/lag", Lag)
def read_lag(query: LagQuery) -> Lag:
    """Tell how fast national documents are carried out.

    The days to each document that does so, by group: median and spread, and what is not in them.
    """
    return ask(
        lag,
        by=query.by,
        types=query.type or CARRYING,
        scopes=query.scope or (Scope.DOCUMENT,),
        levels=query.level,
        confidence=query.confidence,
        fold_offices=query.fold_offices,
    )
