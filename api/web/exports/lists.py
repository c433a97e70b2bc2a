"""Exports of filtered lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Response
from pydantic import Field

from api import questions
from api.questions.answers import DocumentRef
from api.questions.listing import (
    RelationFilter,
    list_agencies,
    list_documents,
    list_issues,
    list_measures,
    list_relations,
)
from api.questions.listing.answers import ListedRelation
from api.web.asking import ask
from api.web.exports import sheets
from api.web.exports.group import exports
from api.web.exports.pages import every
from api.web.exports.sending import MEDIA_TYPES, Export, Format, TableFormat, send
from api.web.exports.sheets import Network, Sheet
from api.web.resources.documents import DocumentFilterQuery
from api.web.resources.finding import SearchFilterQuery
from api.web.resources.issuers import AgencyFilterQuery
from api.web.resources.lists import IssueFilterQuery, MeasureFilterQuery, RelationFilterQuery
from api.web.resources.standing import ExpiringQuery, StandingFilterQuery, standing_of
from api.web.today import day_or_today
from graph_builder.model import Relation

_TABLES = tuple(MEDIA_TYPES[form] for form in ("jsonl", "csv", "xlsx"))
_ALL = tuple(MEDIA_TYPES.values())
_MOST_STATUSES = 100_000


class DocumentsExport(DocumentFilterQuery):
    """Which documents, in which form."""

    format: Format = Field("csv", description="form of the file; a graph holds the relations between the documents too")


class RelationsExport(RelationFilterQuery):
    """Which relations, in which form."""

    format: Format = Field("csv", description="form of the file; a graph holds their documents too")


class MeasuresExport(MeasureFilterQuery):
    """Which measures, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class AgenciesExport(AgencyFilterQuery):
    """Which agencies, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class IssuesExport(IssueFilterQuery):
    """Which issues, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class SearchExport(SearchFilterQuery):
    """What to look for, and in which form it is wanted."""

    format: TableFormat = Field("csv", description="form of the file")
    limit: int = Field(1000, ge=1, le=1000, description="documents to list")


class StatusExport(StandingFilterQuery):
    """Which documents, on which day, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


class ExpiringExport(ExpiringQuery):
    """Which days, in which form."""

    format: TableFormat = Field("csv", description="form of the file")


@exports.file("/export/documents", _ALL)
def export_documents(query: DocumentsExport) -> Response:
    """Export documents."""

    def listed() -> Iterator[DocumentRef]:
        return (each.document for each in every(list_documents, query.wanted(), sort="order"))

    def network() -> Network:
        found = list(listed())
        return Network(found, _between({each.id for each in found}))

    def tables() -> tuple[Sheet, ...]:
        if query.format != "xlsx":
            return (sheets.documents_sheet(listed()),)
        whole = network()
        relations = list(whole.relations)
        return tables_of(whole.documents, [(each, None) for each in relations])

    return send(Export("documents", tables, network), query.format)


def _between(ids: set[str]) -> Iterator[Relation]:
    """The relations whose documents are both among those of some ids."""
    for each in every(list_relations, RelationFilter(), sort="order"):
        if each.source.id in ids and each.target.id in ids:
            yield each.relation


def tables_of(documents: Iterable[DocumentRef], relations: list[tuple[Relation, int | None]]) -> tuple[Sheet, ...]:
    """Documents, and relations with the days between theirs, as three tables: the last holds the evidence."""
    return (
        sheets.documents_sheet(documents),
        sheets.relations_sheet(relations),
        sheets.evidence_sheet(each for each, _ in relations),
    )


@exports.file("/export/relations", _ALL)
def export_relations(query: RelationsExport) -> Response:
    """Export relations with their evidence."""

    def listed() -> Iterator[ListedRelation]:
        return every(list_relations, query.wanted(), sort="order")

    def network() -> Network:
        found = list(listed())
        return Network(_ends(found), (each.relation for each in found))

    def tables() -> tuple[Sheet, ...]:
        if query.format != "xlsx":
            return (sheets.relations_sheet((each.relation, each.days) for each in listed()),)
        found = list(listed())
        documents, *others = tables_of(_ends(found), [(each.relation, each.days) for each in found])
        return (*others, documents)

    return send(Export("relations", tables, network), query.format)


def _ends(found: Iterable[ListedRelation]) -> list[DocumentRef]:
    return list({end.id: end for each in found for end in (each.source, each.target)}.values())


@exports.file("/export/measures", _TABLES)
def export_measures(query: MeasuresExport) -> Response:
    """Export measures."""
    made = Export("measures", lambda: (sheets.measures_sheet(every(list_measures, query.wanted(), sort="order")),))
    return send(made, query.format)


@exports.file("/export/agencies", _TABLES)
def export_agencies(query: AgenciesExport) -> Response:
    """Export agencies."""
    made = Export("agencies", lambda: (sheets.agencies_sheet(every(list_agencies, query.wanted(), sort="order")),))
    return send(made, query.format)


@exports.file("/export/issues", _TABLES)
def export_issues(query: IssuesExport) -> Response:
    """Export what could not be read or decided."""

    def tables() -> tuple[Sheet, ...]:
        found = every(list_issues, kinds=query.kind, levels=query.level, files=query.file)
        return (sheets.issues_sheet(found),)

    return send(Export("issues", tables), query.format)


@exports.file("/export/search", _TABLES)
def export_search(query: SearchExport) -> Response:
    """Export what a search finds: a row per passage."""
    found = query.found(query.limit)
    name = _cut_name("search", len(found.hits), found.total)
    return send(Export(name, lambda: (sheets.hits_sheet(found.hits),)), query.format)


@exports.file("/export/status", _TABLES, missing=True)
def export_status(query: StatusExport) -> Response:
    """Export how documents stand on a day, and why."""
    found = standing_of(query, _MOST_STATUSES + 1)
    shown = found[:_MOST_STATUSES]
    name = _cut_name(f"status-{day_or_today(query.on)}", len(shown), len(found))
    return send(Export(name, lambda: (sheets.status_sheet(shown), sheets.reasons_sheet(shown))), query.format)


@exports.file("/export/expiring", _TABLES)
def export_expiring(query: ExpiringExport) -> Response:
    """Export what ends soon."""
    found = ask(questions.expiring, day_or_today(query.start), query.days, limit=query.limit)
    shown = len(found.endings)
    name = _cut_name("expiring", shown, shown + found.truncated)
    return send(Export(name, lambda: (sheets.endings_sheet(found.endings),)), query.format)


def _cut_name(name: str, shown: int, found: int) -> str:
    """The name of a file, which tells where it does not hold all that was found."""
    return name if shown == found else f"{name}-first-{shown}"
