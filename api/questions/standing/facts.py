"""What has to be known of documents to say how they stand: read for any number of them in a fixed few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from api.questions.answers import DocumentRef, Link
from api.questions.keeping import kept
from api.questions.snapshot import links
from api.questions.standing.answers import Collected, Knowledge, Proof
from graph_builder.errors import NotFoundError
from graph_builder.fields.effect import Effect, find_effect
from graph_builder.measures.terms import Term, named_articles, terms_of
from graph_builder.model import Measure, Relation, RelationType
from graph_builder.store import records
from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

CHANGES = (RelationType.EXTENDS, RelationType.REPEALS, RelationType.AMENDS, RelationType.SUPPLEMENTS)
"""The relations that change how a document stands."""

CARRYING = (RelationType.IMPLEMENTS, RelationType.FORWARDS, RelationType.AMENDS, RelationType.SUPPLEMENTS)
"""The relations of a document that takes its target to be in force."""

_FOLLOWED = tuple(dict.fromkeys((*CHANGES, *CARRYING)))
LENGTHS = ("个月", "年", "天", "日")
_STATEMENT_WORDS = ("日起", "施行", "有效期", "期限", "即日", "日止")
BEHIND = 100
"""How many characters behind a citation are read for the provisions that it names."""

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Dated:
    """A document with the days that it states for itself. ``measures`` is how many it holds."""

    ref: DocumentRef
    effective_from: date | None
    effective_to: date | None
    file: str | None
    line: int | None
    measures: int

    @property
    def day(self) -> date | None:
        """From when what it does to others works: the day that it takes effect, else its date of issue."""
        return self.effective_from or self.ref.issued_on


@dataclass(frozen=True, slots=True)
class Clause:
    """A measure and one of the periods that it states."""

    measure: Measure
    term: Term


@dataclass(frozen=True, slots=True)
class Named:
    """The provisions that stand behind a citation, and whether they are ended there."""

    articles: tuple[str, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """By the ids of documents: themselves, what others do to them, their clauses with periods, the undecided.

    ``stated`` are the proofs of their own first and last day; ``named`` the provisions of a target that a source names,
    by (source, target, type).
    """

    known: Knowledge
    documents: dict[str, Dated]
    incoming: dict[str, list[Link]]
    clauses: dict[str, list[Clause]]
    undecided: Mapping[str, Sequence[tuple[DocumentRef, Relation]]]
    stated: dict[str, Proof]
    named: dict[tuple[str, str, RelationType], Named]


@kept(lambda known: len(known.collections))
def read_knowledge(build: Snapshot) -> Knowledge:
    """The bounds of what the loaded documents can say."""
    collections = tuple(
        Collected(row["collection"], row["documents"], row["dated"], row["earliest"], row["latest"])
        for row in build.read("knowledge")
    )
    first = [each.earliest for each in collections if each.earliest]
    last = [each.latest for each in collections if each.latest]
    return Knowledge(min(first, default=None), max(last, default=None), collections)


@kept(len)
def read_undecided(
    build: Snapshot, types: tuple[RelationType, ...]
) -> Mapping[str, Sequence[tuple[DocumentRef, Relation]]]:
    """The relations of these types that may mean a document, by its id, with their sources."""
    found: dict[str, list[tuple[DocumentRef, Relation]]] = {}
    for row in build.read("ambiguous_relations", types=[kind.value for kind in types]):
        source = DocumentRef.of(row["document"])
        made = records.relation(source.id, row["target"], row["type"], row["relation"])
        for candidate in made.candidates:
            found.setdefault(candidate, []).append((source, made))
    return found


def read_facts(build: Snapshot, ids: Sequence[str]) -> Facts:
    """The facts of documents. Raises :class:`NotFoundError` for an id that the graph does not hold."""
    reader = _Reader(build)
    reader.documents_of(ids)
    missing = [document_id for document_id in ids if document_id not in reader.documents]
    if missing:
        raise NotFoundError(f"{missing[0]}: the graph holds no document of this id; find it by its number or title")
    parents = {reader.documents[key].ref.parent for key in ids} - {None}
    reader.documents_of(parent for parent in parents if parent)
    subjects = [*dict.fromkeys([*ids, *(parent for parent in parents if parent)])]
    sources = reader.follow(subjects)
    reader.documents_of(sources)
    return Facts(
        known=read_knowledge(build),
        documents=reader.documents,
        incoming=reader.incoming,
        clauses=reader.clauses(dict.fromkeys([*subjects, *reader.extenders])),
        undecided=read_undecided(build, CHANGES),
        stated=reader.stated(subjects),
        named=read_named(build, reader.changed()),
    )


def read_named(
    build: Snapshot, ids: Iterable[str], types: Iterable[RelationType] = CHANGES
) -> dict[tuple[str, str, RelationType], Named]:
    """The provisions that other documents name where they do something of ``types`` to these."""
    found: dict[tuple[str, str, RelationType], Named] = {}
    kinds = [kind.value for kind in types]
    for row in _read_many(build, "citing_passages", ids, types=kinds, length=BEHIND):
        articles, ended = named_articles(row["after"] or "")
        key = row["source"], row["target"], RelationType(row["type"])
        if articles and key not in found:
            found[key] = Named(articles, ended)
    return found


def _read_many(build: Snapshot, statement: str, ids: Iterable[str], **params: object) -> list[Row]:
    wanted = list(ids)
    return build.read(statement, ids=wanted, **params) if wanted else []


def _statement(text: str, issued_on: date | None) -> str | None:
    """The sentence of a passage that says from when or until when its document holds; the passage where two do."""
    if find_effect([text], issued_on) == Effect():
        return None
    return next((each for each in text.split("。") if find_effect([each], issued_on) != Effect()), text)


@dataclass(slots=True)
class _Reader:
    build: Snapshot
    documents: dict[str, Dated] = field(default_factory=dict)
    incoming: dict[str, list[Link]] = field(default_factory=dict)
    extenders: dict[str, None] = field(default_factory=dict)

    def documents_of(self, ids: Iterable[str]) -> None:
        wanted = [key for key in dict.fromkeys(ids) if key not in self.documents]
        for row in _read_many(self.build, "dated_documents", wanted):
            ref, dates, source = DocumentRef.of(row["document"]), row["dates"], row["source"]
            self.documents[ref.id] = Dated(
                ref,
                dates.get("effective_from"),
                dates.get("effective_to"),
                source.get("source_file"),
                source.get("source_line_start"),
                row["measures"],
            )

    def follow(self, subjects: Sequence[str]) -> list[str]:
        """What others do to the subjects, and what again prolongs those that prolong them; all their sources."""
        front: dict[str, date | None] = {key: self.documents[key].ref.issued_on for key in subjects}
        sources: dict[str, None] = {}
        for _ in range(_LONGEST_CHAIN):
            self.incoming |= links(self.build, front, _FOLLOWED, outgoing=False)
            extending: dict[str, date | None] = {}
            for key in front:
                for link in self.incoming[key]:
                    sources[link.document.id] = None
                    if link.relation.type == RelationType.EXTENDS:
                        extending[link.document.id] = link.document.issued_on
            self.extenders |= dict.fromkeys(extending)
            front = {key: issued for key, issued in extending.items() if key not in self.incoming}
            if not front:
                break
        return list(sources)

    def clauses(self, ids: Iterable[str]) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for row in _read_many(self.build, "measures_with_a_term", ids, lengths=list(LENGTHS)):
            measure = records.measure(row["measure"])
            issued = self.documents[measure.document].ref.issued_on
            terms = terms_of(measure, issued)
            found.setdefault(measure.document, []).extend(Clause(measure, term) for term in terms)
        return found

    def stated(self, ids: Iterable[str]) -> dict[str, Proof]:
        """Where documents state their own first or last day: the first passage that says so."""
        asked = [key for key in ids if self.documents[key].effective_from or self.documents[key].effective_to]
        found: dict[str, Proof] = {}
        for row in _read_many(self.build, "passages_with_words", asked, words=list(_STATEMENT_WORDS)):
            passage = row["passage"]
            document = self.documents[passage["document"]]
            if document.ref.id in found or document.file is None:
                continue
            words = _statement(passage["text"], document.ref.issued_on)
            if words:
                found[document.ref.id] = Proof(document.ref.id, document.file, passage["line"], words)
        return found

    def changed(self) -> list[str]:
        """The documents of which others may name provisions."""
        return [key for key, found in self.incoming.items() if any(link.relation.type in CHANGES for link in found)]
