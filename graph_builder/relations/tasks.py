"""The tasks of the resolution: each reads stretches of tables and writes tables of its own, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.draft import DraftMention
from graph_builder.model import Relation
from graph_builder.relations.entries import enter
from graph_builder.relations.families import Stretch, side_by_side
from graph_builder.relations.keying import name_key
from graph_builder.relations.keys import slip_forms
from graph_builder.relations.layout import numbered
from graph_builder.relations.relating import relate
from graph_builder.relations.resolve import Resolver
from graph_builder.relations.rows import (
    BATCH_BITS,
    Asked,
    CitedBy,
    Doubt,
    Entered,
    Found,
    Inner,
    Mark,
    Owner,
    Ranked,
    Said,
    Speaker,
)
from graph_builder.relations.settling import settle
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows, TableWriter, write_table

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class SpeakerInFamily:
    """A row of the table of speakers."""

    family: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class CandidateInFamily:
    """A row of the table of documents that citations may mean."""

    family: int
    entered: Entered


@dataclass(frozen=True, slots=True)
class CitationInFamily:
    """A row of the table of citations."""

    family: int
    citation: CitedBy


@dataclass(frozen=True, slots=True)
class SaidBy:
    """A row of the table of what citations say, by the document that says it."""

    source: str
    said: Said


@dataclass(frozen=True, slots=True)
class NameForm:
    """The key of a long title, and that of a shorter one that a slip may have made of it."""

    long: int
    short: int


@dataclass(frozen=True, slots=True)
class Name:
    """A title key."""

    name: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """The column of an extraction that holds its mentions."""

    mentions: tuple[DraftMention, ...]


class _Tables:
    """Several tables that a task writes at once.

    They get their names when all is written, in the order in which they were begun: where the last one is there, the
    others are.
    """

    def __init__(self, work: Folder, stretch: Stretch) -> None:
        self._work, self._stretch = work, stretch
        self._writers: dict[str, TableWriter[Any]] = {}

    def __enter__(self) -> _Tables:
        return self

    def write(self, name: str, kind: type[Item], items: Iterable[Item]) -> None:
        if name not in self._writers:
            self._writers[name] = TableWriter(self._work, numbered(name, self._stretch.number), kind).__enter__()
        self._writers[name].write_all(items)

    def __exit__(self, *error: Any) -> None:
        ends = ExitStack()
        for writer in reversed(self._writers.values()):
            ends.push(writer)  # the last one that is pushed ends first
        ends.__exit__(*error)


def enter_task(work: Folder, stretch: Stretch) -> None:
    """From speakers, sorted by family, to the documents of the input."""
    registry = AgencyRegistry.load()
    rows = Rows(SpeakerInFamily, work, ["speakers"], *stretch.bounds[0])
    with _Tables(work, stretch) as tables:
        for _, family in groupby(rows, lambda row: row.family):
            made = enter((row.speaker for row in family), registry)
            tables.write("entered", Entered, made.documents)
            tables.write("owners", Owner, made.owners)
            tables.write("inner", Inner, made.inner)
            tables.write("doubled", Doubt, made.doubts)


def forms_task(work: Folder, stretch: Stretch) -> None:
    """From long title keys to the keys of the shorter ones that slips may make of them."""
    rows = Rows(Name, work, ["names"], *stretch.bounds[0])
    pairs = ((name_key(row.name), {name_key(form) for form in slip_forms(row.name)}) for row in rows)
    forms = (NameForm(long, short) for long, shorter in pairs for short in sorted(shorter))
    write_table(work, numbered("forms", stretch.number), NameForm, forms)


def resolve_task(work: Folder, stretch: Stretch) -> None:
    """From citations and the documents that they may mean, both sorted by family, to what they mean."""
    registry = AgencyRegistry.load()
    candidates = Rows(CandidateInFamily, work, ["candidates"], *stretch.bounds[0])
    citations = Rows(CitationInFamily, work, ["citations"], *stretch.bounds[1])
    with _Tables(work, stretch) as tables:
        tables.write("found", Found, ())
        tables.write("resolved", Ranked, ())
        for held, cited in side_by_side(candidates, citations, lambda row: row.family):
            resolver = Resolver((row.entered for row in held), registry)
            tables.write("found", Found, (resolver.resolve(row.citation) for row in cited))
            tables.write("resolved", Ranked, resolver.documents())


def relate_task(work: Folder, number: int, extraction: tuple[Folder, str], stretch: Stretch) -> None:
    """From the extractions of a batch and what its citations mean to what they say.

    Documents that have no owner in the stretch are passed over: what they say is known.
    """
    owners = _by_place(Rows(Owner, work, ["owners"], *stretch.bounds[0]))
    found = _by_place(Rows(Found, work, ["found"], *stretch.bounds[1]))
    owner, meant = next(owners, None), next(found, None)
    folder, name = extraction
    with _Tables(work, Stretch(number, ())) as tables:
        for kind, row in (("said", SaidBy), ("marks", Mark), ("doubts", Doubt)):
            tables.write(kind, row, ())
        for place, read in enumerate(Rows(Mentions, folder, [name]), number << BATCH_BITS):
            while owner is not None and owner[0] < place:
                owner = next(owners, None)
            while meant is not None and meant[0] < place:
                meant = next(found, None)
            if not read.mentions or owner is None or owner[0] != place:
                continue
            targets = {each.slot: each for each in meant[1]} if meant is not None and meant[0] == place else {}
            made = relate(place, read.mentions, targets, {each.part: each for each in owner[1]})
            tables.write("said", SaidBy, (SaidBy(each.relation.source, each) for each in made.said))
            tables.write("marks", Mark, made.marks)
            tables.write("doubts", Doubt, made.doubts)


def _by_place(rows: Iterable[Any]) -> Iterator[tuple[int, list[Any]]]:
    for place, group in groupby(rows, lambda row: row.place):
        yield place, list(group)


def settle_task(work: Folder, stretch: Stretch) -> None:
    """From what citations and requests say, both sorted by the document that says it, to its relations."""
    said = Rows(SaidBy, work, ["said"], *stretch.bounds[0])
    asked = Rows(Asked, work, ["asked"], *stretch.bounds[1])
    with _Tables(work, stretch) as tables:
        tables.write("relations", Relation, ())
        for stated, wanted in side_by_side(said, asked, lambda row: row.source):
            tables.write("relations", Relation, settle([row.said for row in stated], wanted))
