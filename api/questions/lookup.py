"""A pasted text with its citations, agencies and dates found and looked up. It changes nothing in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.questions.agency_names import AgencyNames
from api.questions.answers import DocumentRef
from api.questions.pasted import Day, Pasted
from api.questions.snapshot import question
from api.questions.standing.answers import State, Status
from api.questions.standing.deciding import status_of
from api.questions.standing.facts import read_facts
from api.questions.targets import Found, Target, Targets
from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.errors import InputError
from graph_builder.extraction.aliases import enumeration_at, row_length
from graph_builder.extraction.mention import Citation, Form
from graph_builder.model import Resolution
from graph_builder.store.reading import Snapshot

LONGEST = 1_000_000
"""Most bytes of a text, as UTF-8."""

OUTDATED = (State.EXPIRED, State.SUPERSEDED, State.REPEALED)
"""States in which a citation should be looked at by whoever wrote it."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation, by half-open offsets of the text, and what it means.

    ``title`` and ``number`` are what it is made of, in the spelling of the graph. ``documents`` has several entries
    where a defined name stands for several (三个公告); ``candidates`` are what an ambiguous one may mean. ``how`` tells
    how it was found, ``doubt`` why a person should look at it all the same, ``damaged`` that the number is not whole.
    ``outdated``: on the day asked for, all or one of the documents had expired or were replaced or repealed.
    """

    start: int
    end: int
    text: str
    form: Form
    title: str | None
    number: str | None
    found: Found
    how: Resolution | None
    documents: tuple[DocumentRef, ...]
    candidates: tuple[DocumentRef, ...]
    doubt: str | None
    damaged: bool
    outdated: bool | None


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency, by half-open offsets of the text. ``id`` is the graph's, ``None`` where the graph does not hold it.

    ``known`` is false for a name that only has the form of an agency's.
    """

    start: int
    end: int
    text: str
    name: str
    id: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or a period, by half-open offsets of the text. A month or a quarter is a period of its days."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a text names. ``statuses``: how each document that it cites stood on the day ``on``, if one was given."""

    length: int
    citations: tuple[FoundCitation, ...]
    agencies: tuple[FoundAgency, ...]
    dates: tuple[FoundDate, ...]
    on: date | None
    statuses: tuple[Status, ...]


@question
def lookup(build: Snapshot, text: str, *, on: date | None = None, region: str | None = None) -> LookedUp:
    """Find the citations, agencies and dates of ``text``, and what they mean in the graph.

    ``region``, the full name of a division (河北省), tells whose 省财政厅 is meant. Titles of forms, certificates and
    the like, which are no documents, are left out unless the graph holds them. Raises :class:`InputError` for a text
    of more than 1 MB.
    """
    if len(text.encode("utf-8", "replace")) > LONGEST:
        raise InputError(f"the text has more than {LONGEST} bytes; look up its parts one by one")
    pasted, registry = Pasted(text), AgencyRegistry.load()
    context = Context(region=region)
    citations = pasted.citations()
    targets = Targets(build, registry, context)
    targets.prepare(citation for citation in citations if citation.form is not Form.ALIAS)
    meant = _meanings(pasted.text, citations, targets)
    found = [(citation, target) for citation, target in zip(citations, meant, strict=True) if _counts(citation, target)]
    statuses = _statuses(build, (target for _, target in found), on) if on else {}
    return LookedUp(
        len(text),
        tuple(_citation(pasted, citation, target, statuses if on else None) for citation, target in found),
        tuple(_agencies(build, pasted, registry, context)),
        tuple(_day(pasted, day) for day in pasted.days()),
        on,
        tuple(statuses.values()),
    )


def _meanings(text: str, citations: Sequence[Citation], targets: Targets) -> list[Target]:
    """The target of each citation; a defined name has those of what it was defined for."""
    meant: list[Target] = []
    defined: dict[str, tuple[Target, ...]] = {}
    for place, citation in enumerate(citations):
        if citation.form is Form.ALIAS:
            meant.append(_joined(defined.get(citation.alias or "", ())))
            continue
        meant.append(targets.of(citation))
        for name in citation.defines:
            defined.setdefault(name, (meant[place],))
        row = enumeration_at(text, citation)
        if row:
            defined.setdefault(row, tuple(meant[place + 1 - row_length(text, citations, place) : place + 1]))
    return meant


def _joined(targets: Sequence[Target]) -> Target:
    """Several targets as one: resolved only where all of them are."""
    found = {target.found for target in targets}
    documents = tuple({ref.id: ref for target in targets for ref in target.documents}.values())
    candidates = tuple({ref.id: ref for target in targets for ref in target.candidates}.values())
    if found == {Found.RESOLVED}:
        return Target(Found.RESOLVED, Resolution.ALIAS, documents)
    if Found.AMBIGUOUS in found or documents:
        return Target(Found.AMBIGUOUS, candidates=tuple({ref.id: ref for ref in (*documents, *candidates)}.values()))
    return Target()


def _counts(citation: Citation, target: Target) -> bool:
    """Whether a mention is one of a document: forms and tables are not, nor are the text's own annexes."""
    if target.found is not Found.UNKNOWN or citation.form is not Form.TITLE or citation.number:
        return True
    return citation.kind.target and not citation.own_annex


def _statuses(build: Snapshot, targets: Iterable[Target], on: date) -> dict[str, Status]:
    ids = list(dict.fromkeys(ref.id for target in targets for ref in target.documents))
    found: dict[str, Status] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        facts = read_facts(build, part)
        found |= {each: status_of(facts, each, on) for each in part}
    return found


def _citation(
    pasted: Pasted, citation: Citation, target: Target, statuses: Mapping[str, Status] | None
) -> FoundCitation:
    start, end = pasted.span(citation.start, citation.end)
    outdated = None
    if statuses is not None and target.documents:
        outdated = any(statuses[ref.id].state in OUTDATED for ref in target.documents)
    return FoundCitation(
        start,
        end,
        pasted.original[start:end],
        citation.form,
        citation.title if citation.form is not Form.ALIAS else None,
        citation.number,
        target.found,
        target.how,
        target.documents,
        target.candidates,
        target.doubt,
        citation.damaged,
        outdated,
    )


def _agencies(build: Snapshot, pasted: Pasted, registry: AgencyRegistry, context: Context) -> Iterable[FoundAgency]:
    spans = registry.find(pasted.text, context)
    held = AgencyNames.of(build) if spans else AgencyNames([])
    for span in spans:
        start, end = pasted.span(span.start, span.end)
        agency = span.agency
        graph_id = held.id(agency.id) or held.id(agency.name)
        yield FoundAgency(start, end, pasted.original[start:end], agency.name, graph_id, agency.known)


def _day(pasted: Pasted, day: Day) -> FoundDate:
    start, end = pasted.span(day.start, day.end)
    return FoundDate(start, end, pasted.original[start:end], day.first, day.last)
