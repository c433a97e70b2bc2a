"""How national documents are carried out, clause by clause, and what is not."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.questions.coverage import baseless, coverage, covered, uncovered
from api.questions.coverage.answers import Coverage
from api.questions.coverage.carrying import CoveredPage
from api.questions.near import near_documents
from api.web.asking import ask
from api.web.models import BaselessList, UncoveredList
from api.web.naming import naming
from api.web.parameters import DocumentPath, Parameters
from api.web.resource import Resource

covering = Resource("coverage", "National measures beside those that carry them out")


class CoverageQuery(Parameters):
    """By which document."""

    by: Annotated[str, Field(min_length=1, max_length=600)] | None = Field(
        None, description="id of one document that carries it out; without it all"
    )


class SomeQuery(Parameters):
    """How many documents."""

    limit: int = Field(200, ge=1, le=2000, description="documents to list")


class CoveredQuery(Parameters):
    """Which of the documents that are carried out."""

    q: str = Field("", max_length=200, description="words of the title, the number or an issuer's name")
    offset: int = Field(0, ge=0, le=1_000_000, description="documents to pass over")
    limit: int = Field(20, ge=1, le=50, description="documents to list, each with its clauses counted")


@covering.get("/documents/<path:id>/coverage", Coverage, missing=True)
def read_coverage(path: DocumentPath, query: CoverageQuery) -> Coverage:
    """Set the measures of a document beside those of the documents that carry it out.

    Which clause carries out which one and why, with the score and its parts; what has no counterpart, what is added,
    and differences in value, period and beneficiary.
    """
    with naming(query.by or path.id, near_documents):
        return ask(coverage, path.id, query.by)


@covering.get("/coverage/covered", CoveredPage)
def list_covered(query: CoveredQuery) -> CoveredPage:
    """List the national documents that lower ones carry out as a whole, with their clauses counted.

    How many are carried out, left out and added, by each document that does so; the newest national document first.
    """
    return ask(covered, query.q, query.offset, query.limit)


@covering.get("/coverage/uncovered", UncoveredList)
def list_uncovered(query: SomeQuery) -> UncoveredList:
    """List the national documents that no lower document carries out as a whole."""
    found = ask(uncovered)
    return UncoveredList(tuple(found[: query.limit]), len(found))


@covering.get("/coverage/baseless", BaselessList)
def list_baseless(query: SomeQuery) -> BaselessList:
    """List the lower documents that rest on no national document as a whole."""
    found = ask(baseless)
    return BaselessList(tuple(found[: query.limit]), len(found))
