"""Which documents of the graph the citations of a text may mean: asked for all at once, and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from api.questions.answers import DocumentRef
from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.mention import Citation
from graph_builder.fields import issuers_of_number
from graph_builder.model import Resolution
from graph_builder.relations.keys import short_key, title_core, title_key
from graph_builder.store.keys import exact_key
from graph_builder.store.reading import Snapshot

_AT_ONCE = 2000
"""Keys that one statement looks up."""
_PHRASES = 100
_ROWS = 1000
_SHORTEST_ALIAS = 4
_ALIKE = 0.7
_KIND = re.compile("^(?:公告|通告|令)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLY = "政府工作报告"
_COUNTRY = "中华人民共和国"


class Found(StrEnum):
    """What became of a citation: one document, several that it may mean, or none that the graph holds."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """What a citation means: ``documents`` where it is resolved, ``candidates`` where it is ambiguous.

    ``doubt`` says why a person should look although it is resolved: ``title_differs`` from that of the numbered
    document, or ``number_differs`` from that of the titled one.
    """

    found: Found = Found.UNKNOWN
    how: Resolution | None = None
    documents: tuple[DocumentRef, ...] = ()
    candidates: tuple[DocumentRef, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    document: DocumentRef
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A citation by its keys. ``short`` is the running number of an announcement without its issuers."""

    number: str
    short: str
    titles: tuple[str, ...]
    issuers: frozenset[str]
    bare: bool
    """The number names no issuer."""


@dataclass(slots=True)
class Targets:
    """Finds the documents of citations; :meth:`prepare` asks the store for all of them."""

    build: Snapshot
    registry: AgencyRegistry
    context: Context
    _numbers: dict[str, list[_Known]] = field(default_factory=dict)
    _titles: dict[str, list[_Known]] = field(default_factory=dict)
    _others: dict[str, list[_Known]] = field(default_factory=dict)
    _outer: dict[str, DocumentRef] = field(default_factory=dict)
    _wanted: dict[tuple[str | None, str | None], _Wanted] = field(default_factory=dict)

    def prepare(self, citations: Iterable[Citation]) -> None:
        """Ask for all documents that the citations may mean, in a few statements however many they are."""
        for citation in citations:
            self._wanted.setdefault((citation.title, citation.number), self._keys(citation))
        wanted = self._wanted.values()
        self._numbers = self._ask("documents_of_numbers", (key for each in wanted for key in _variants(each)))
        self._titles = self._ask("documents_of_titles", (key for each in wanted for key in each.titles))
        self._ask_for_names(wanted)
        known = [
            each for table in (self._numbers, self._titles, self._others) for row in table.values() for each in row
        ]
        parents = dict.fromkeys(each.document.parent for each in known if each.document.parent)
        rows = self.build.read("documents_by_id", ids=list(parents)) if parents else []
        self._outer = {row["document"]["id"]: DocumentRef.of(row["document"]) for row in rows}

    def of(self, citation: Citation) -> Target:
        """What a citation that was prepared for means; a defined name (``alias``) is none."""
        wanted = self._wanted[citation.title, citation.number]
        numbered = self._by_number(wanted)
        titled = self._by_title(wanted)
        if numbered:
            return self._numbered(wanted, numbered, titled)
        if wanted.number and titled:
            fitting = [each for each in titled if not each.document.doc_number or _completes(wanted, each)]
            if not fitting:
                # The title of a document with another number: a slip, or another document of the same title.
                return self._answer(titled, Resolution.TITLE, doubt="number_differs", undecided=True)
            titled = fitting
        # 政府工作报告 is another document every year.
        yearly = bool(wanted.titles) and wanted.titles[-1].endswith(_YEARLY) and not _YEAR.search(wanted.titles[-1])
        return self._answer(self._narrowed(wanted, titled), Resolution.TITLE, undecided=yearly)

    # -- asking -------------------------------------------------------------------------------------------------

    def _keys(self, citation: Citation) -> _Wanted:
        number = exact_key(citation.number or "")
        short = exact_key(short_key(citation.number))
        bare = (
            bool(short)
            and number.removeprefix("公告").removeprefix("通告").removeprefix("令").replace("第", "") == short
        )
        return _Wanted(number, short, _titles_of(citation.title), self._issuers(citation), bare)

    def _issuers(self, citation: Citation) -> frozenset[str]:
        title = citation.title or ""
        spans = [] if not title or title.startswith("关于") else self.registry.prefix(title, self.context)
        named = [span.agency.name for span in spans]
        if not named and citation.number:
            named = list(issuers_of_number(citation.number, self.registry))
        return frozenset(named)

    def _ask(self, statement: str, keys: Iterable[str]) -> dict[str, list[_Known]]:
        asked = list(dict.fromkeys(filter(None, keys)))
        found: dict[str, list[_Known]] = {}
        for start in range(0, len(asked), _AT_ONCE):
            for row in self.build.read(statement, keys=asked[start : start + _AT_ONCE]):
                found.setdefault(row["key"], []).append(_known(row))
        return found

    def _ask_for_names(self, wanted: Iterable[_Wanted]) -> None:
        """By full text: titles that are only aliases of documents, and numbers whose issuers are left out."""
        open_still: dict[str, None] = {}
        for each in wanted:
            if each.titles and not any(key in self._titles for key in each.titles):
                open_still[each.titles[-1]] = None
            if each.short:
                open_still[each.number.removeprefix("第") if each.bare else _from_kind(each.number)] = None
        keys = [key for key in open_still if len(key) >= _SHORTEST_ALIAS]
        for start in range(0, len(keys), _PHRASES):
            phrases = " ".join(f'"{key}"' for key in keys[start : start + _PHRASES])
            for row in self.build.read("documents_near", query=phrases, limit=_ROWS):
                known = _known(row)
                for name in known.names:
                    self._others.setdefault(name, []).append(known)

    # -- choosing -----------------------------------------------------------------------------------------------

    def _by_number(self, wanted: _Wanted) -> list[_Known]:
        if not wanted.number:
            return []
        exact = self._numbers.get(wanted.number, [])
        if exact and not wanted.bare:
            return exact
        if not wanted.short:
            return self._numbers.get(_variants(wanted)[-1], [])
        found = {each.document.id: each for key in _variants(wanted) for each in self._numbers.get(key, [])}
        ends = tuple(dict.fromkeys((wanted.number, _from_kind(wanted.number))))
        for name, row in self._others.items():
            if name.endswith(ends):
                found.update((each.document.id, each) for each in row if _completes(wanted, each))
        return self._of_issuers(wanted, list(found.values()))

    def _of_issuers(self, wanted: _Wanted, known: Sequence[_Known]) -> list[_Known]:
        """Those of the issuers that the citation names; an announcement's running number alone tells nothing."""
        named = [each for each in known if wanted.issuers & set(each.document.issuers)]
        if named or (wanted.short and wanted.issuers):
            return named
        return list(known)

    def _by_title(self, wanted: _Wanted) -> list[_Known]:
        for table in (self._titles, self._others):
            found = {each.document.id: each for key in wanted.titles for each in table.get(key, [])}
            fitting = [each for each in found.values() if self._compatible(wanted, each)]
            if fitting:
                return fitting
        return []

    def _compatible(self, wanted: _Wanted, known: _Known) -> bool:
        """Whether the issuers that the citation names can be the document's: of the same division, at least."""
        issuers = known.document.issuers
        if not wanted.issuers or not issuers or wanted.issuers & set(issuers):
            return True
        return self.registry.home_region(wanted.issuers) == self.registry.home_region(issuers)

    def _numbered(self, wanted: _Wanted, numbered: list[_Known], titled: list[_Known]) -> Target:
        if len(numbered) > 1 and wanted.titles:
            numbered = [each for each in numbered if set(wanted.titles) & each.names] or numbered
        if len(numbered) != 1 or not wanted.titles:
            return self._answer(self._narrowed(wanted, numbered), Resolution.NUMBER)
        (one,) = numbered
        if set(wanted.titles) & one.names or _alike(wanted.titles[-1], one.names):
            return self._answer(numbered, Resolution.NUMBER)
        others = [each for each in self._narrowed(wanted, titled) if each.document.in_corpus and each != one]
        if others:
            return self._answer([one, *others], Resolution.NUMBER)
        doubt = "title_differs" if one.document.in_corpus else None
        return self._answer(numbered, Resolution.NUMBER, doubt=doubt)

    def _narrowed(self, wanted: _Wanted, known: list[_Known]) -> list[_Known]:
        """Several of one name: those of the named issuers; the one that was read where the others are mere mentions."""
        if len(known) > 1 and wanted.issuers:
            known = [each for each in known if wanted.issuers & set(each.document.issuers)] or known
        read = [each for each in known if each.document.in_corpus]
        if len(read) == 1 and all(not each.document.doc_number for each in known if each is not read[0]):
            return read
        return known

    def _answer(
        self, known: Iterable[_Known], how: Resolution, *, doubt: str | None = None, undecided: bool = False
    ) -> Target:
        refs = {ref.id: ref for ref in (self._issuing(each.document) for each in known)}
        if not refs:
            return Target()
        found = tuple(refs.values())
        if len(found) > 1 or undecided:
            return Target(Found.AMBIGUOUS, candidates=found, doubt=doubt)
        return Target(Found.RESOLVED, how, found, doubt=doubt)

    def _issuing(self, document: DocumentRef) -> DocumentRef:
        """A text that another document issues is cited for that document."""
        return self._outer.get(document.parent or "", document)


def _known(row: Mapping[str, Any]) -> _Known:
    names = (key for name in row["names"] for key in (name, title_core(name)))
    return _Known(DocumentRef.of(row["document"]), frozenset(names))


def _titles_of(title: str | None) -> tuple[str, ...]:
    """Keys of a title, the last one without the issuers in front."""
    if not title:
        return ()
    core, whole = title_core(title), title_key(title)
    keys = (exact_key(_COUNTRY + whole), exact_key(title), exact_key(whole), exact_key(core))
    return tuple(dict.fromkeys(filter(None, keys)))


def _from_kind(number: str) -> str:
    """公告2020年第8号 of 财政部税务总局公告2020年第8号."""
    return next((number[at:] for kind in ("公告", "通告", "令") if (at := number.rfind(kind)) >= 0), number)


def _variants(wanted: _Wanted) -> tuple[str, ...]:
    """财税〔2020〕第5号 is 财税〔2020〕5号, and an announcement's number may stand without its issuers."""
    return wanted.number, _from_kind(wanted.number) if wanted.short else wanted.number.replace("第", "")


def _completes(wanted: _Wanted, known: _Known) -> bool:
    """Whether the document has the number, or the running number of the same announcement."""
    number = known.document.doc_number
    return exact_key(number or "") == wanted.number or (
        bool(wanted.short) and exact_key(short_key(number)) == wanted.short
    )


def _alike(title: str, names: Iterable[str]) -> bool:
    """Whether a title is another's with a slip: most pairs of characters of the shorter one are in both."""
    mine = set(pairwise(title))
    others = (set(pairwise(name)) for name in names)
    return any(len(mine & other) >= _ALIKE * min(len(mine), len(other)) for other in others if other)
