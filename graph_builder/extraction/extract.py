"""Read one document alone: header, passages, measures, and every mention of another document with what it is made of.

Nothing here knows any other document; the result can be computed anywhere and in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.language import Language
from spacy.tokens import Span

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.assemble import PartText, part_text
from graph_builder.extraction.citations import Citation, Form, enumeration_at, row_before
from graph_builder.extraction.cues import Verdict
from graph_builder.extraction.draft import (
    DraftMention,
    DraftPassage,
    EmbeddedDocument,
    EnclosedText,
    Extraction,
    Request,
)
from graph_builder.extraction.numbers import key
from graph_builder.extraction.pipeline import make_doc
from graph_builder.extraction.until import end_date
from graph_builder.fields import Fields, read_fields, read_part_fields
from graph_builder.measures import read_measures
from graph_builder.model import Evidence, Issue, IssueLevel, PassageKind, RelationType, Scope, Source
from graph_builder.structure import Block, Part, Position, Role, Structure, squash, structure
from graph_builder.text import QUOTE_LIMIT, DocumentText, Text

_GENERIC = re.compile(
    r"^(?:本)?(?:实施|指导|若干|具体|紧急|补充|工作|行动|管理|暂行)?(?:通知|意见|公告|办法|方案|条例|规定|细则|措施|计划|规划|决定|目录|名录|清单|指南|纲要|要点)$"
)
_ISSUED_AFTER = re.compile(
    r"^(?:已经?[^。；]{0,40}?(?:同意|通过|批准|审定)[^。；]{0,12})?[^。；《》]{0,14}?(?:现|予以|一并|随文)?"
    r"(?:印发|下发|发布|公布|颁布|转发|予发布)(?:给)?(?:你们|各|实施|施行|执行|，|。|如下)"
)
_CHANGES = (RelationType.REPEALS, RelationType.AMENDS, RelationType.EXTENDS, RelationType.SUPPLEMENTS)
_SHORT_NAME = 8
"""A name of so many characters can stand for a longer title."""
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_PLAIN_BRACKET = re.compile(r"[（(][^（）()\d]*[）)]")
_ISSUED_IN_TITLE = re.compile(r"(?:印发|发布|公布|颁布|下发)$")
_ISSUED_BEFORE = re.compile(r"(?:制定|制订|编制|起草|拟定|拟订|修订|形成|出台)(?:了|形成了?)?(?:我省|我市|本省|我区|省级|全省)?$|(?:关于印发|现印发|现将|^印发)$")
_ISSUER_TAIL = re.compile(
    r"^(?:、[\u4e00-\u9fff]{2,12}(?:集团|公司|中心|银行|协会))?(?:等)?(?:[两二三四五六七八九十\d]{1,3}(?:个)?(?:部门|部委|单位|厅局|部|委))?(?:联合|共同)?(?:研究)?"
    r"(?:印发|发布|出台|下发|制定|公布|颁布|转发|制定发布|印发实施)?(?:的|了)?(?:文件)?(?:、|和|及|与)?$"
)
_BETWEEN_AGENCIES = re.compile(r"[、，和与及]?(?:会同|联合)?")
_REQUEST = re.compile(r"(?:按照|根据|落实|遵照)([^，。；《》\n]{2,24}?)(?:有关|相关)?(?:通知|文件)(?:的)?(?:要求|精神|部署)")



def extract(document: DocumentText, noise: frozenset[int], nlp: Language, registry: AgencyRegistry) -> Extraction:
    """Read a document of the input alone.

    ``noise`` are lines to leave out, ``nlp`` the pipeline (:func:`graph_builder.extraction.pipeline.pipeline`).
    Returns everything that it says of itself and, as printed, of others.
    """
    return _Extractor(structure(document, noise), nlp, registry).run()


@dataclass(slots=True)
class _Extractor:
    read: Structure
    nlp: Language
    registry: AgencyRegistry
    fields: Fields = field(init=False)
    context: Context = field(init=False)
    enclosed: tuple[EnclosedText, ...] = field(init=False)
    own: frozenset[str] = field(init=False)
    joined: PartText = field(init=False)
    """The part being read."""
    agencies: tuple[Span, ...] = ()
    """The agencies named in its sentences that cite."""
    closing: tuple[Block, ...] = ()
    """Its unnumbered paragraphs behind the last provision."""
    mentions: list[DraftMention] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def run(self) -> Extraction:
        document = self.read.document
        self.fields = read_fields(self.read, self.registry)
        self.context = _context(self.fields)
        self.enclosed = enclosed_texts(self.read, self.fields)
        titles = list(self._own_titles())
        self.own = frozenset([*map(_own_key, titles), *(squash(_BRACKET.sub("", title)) for title in titles)])
        passages, offsets = _passages(self.read)
        embedded = self._embedded()
        owners = self._owners()
        for index, part in enumerate(self.read.parts):
            self._read_part(index, part, owners[index], offsets[index])
        source = Source(document.source.file, document.first, document.last, document.page)
        return Extraction(
            document.source.collection,
            document.catalog_no,
            self.fields,
            source,
            tuple(self._own_titles()),
            passages,
            tuple(self.mentions),
            tuple(self.requests),
            embedded,
            self.enclosed,
            tuple(read_measures(self.read, "", self.registry, self.context, self.fields.issued_on)),
            (*self.fields.issues, *self.issues),
        )

    def _own_titles(self) -> Iterator[str]:
        yield self.fields.title
        yield self.fields.full_title
        for part in self.read.parts[1:]:
            if part.title and part.role is not Role.EMBEDDED and part.owner is None:
                yield part.title
        yield from (text.title for text in self.enclosed if text.owner is None)

    def _owners(self) -> list[int | None]:
        """The part whose document speaks in each part."""
        owners: list[int | None] = []
        for index, part in enumerate(self.read.parts):
            owners.append(index if part.role is Role.EMBEDDED else part.owner)
        return owners

    def _embedded(self) -> tuple[EmbeddedDocument, ...]:
        result = []
        for index, part in enumerate(self.read.parts):
            if part.role is Role.EMBEDDED and part.title:
                fields = read_part_fields(self.read, index, self.registry, self.fields)
                last = max(_last_line(other) for other in self.read.parts if other is part or other.owner == index)
                result.append(
                    EmbeddedDocument(index, fields, Source(self.read.document.source.file, part.line, last, None))
                )
        return tuple(result)

    # -- one part -----------------------------------------------------------------------------------------------

    def _read_part(self, index: int, part: Part, owner: int | None, offset: int) -> None:
        joined = self.joined = part_text(part)
        if not joined.text:
            return
        self.closing = _closing(part)
        title = self.fields.full_title if owner is None else (self.read.parts[owner].title or "")
        doc = self.nlp(make_doc(self.nlp.vocab, joined.text, joined.spans, title, self.context))
        spans: list[Span] = list(doc.spans["citations"])
        self.agencies = tuple(doc.spans["agencies"])
        places = self._kept(joined.text, spans, owner)
        known: dict[int, int] = {}
        for place, span in enumerate(spans):
            if place not in places:
                continue
            refers = tuple(known[other] for other in self._referred(joined.text, spans, place) if other in known)
            if span._.citation.form is Form.ALIAS and not refers:
                continue
            known[place] = len(self.mentions)
            self.mentions.append(self._mention(joined, span, owner, offset, refers))
        if owner is None:
            self._requests(joined)

    def _kept(self, text: str, spans: Sequence[Span], owner: int | None) -> set[int]:
        """Places of the mentions that name a document other than the citing one and what it issues."""
        return {
            place
            for place, span in enumerate(spans)
            if span._.citation.form is Form.ALIAS or self._is_target(text, span, spans, place, owner)
        }

    def _is_target(self, text: str, span: Span, spans: Sequence[Span], place: int, owner: int | None) -> bool:
        citation: Citation = span._.citation
        if citation.number and owner is None and key(citation.number) == key(self.fields.doc_number):
            return False
        if citation.form is not Form.TITLE:
            return True
        title = citation.title or ""
        if not citation.number and not citation.kind.target:
            if citation.kind.name == "unknown" and not citation.own_annex:
                self._report("unclear_target", citation)
            return False
        if citation.number:
            return True
        if citation.own_annex:
            return False
        if text[citation.start - 1 : citation.start] == "本" or self._own_short(title):
            return False
        if _own_key(title) in self.own and not self._of_others(text, citation):
            return False
        if _GENERIC.match(title):
            return self._generic(spans, place)
        return not self._issues_it(text, spans, place)

    def _of_others(self, text: str, citation: Citation) -> bool:
        """A title like one's own, but of a body that is not an issuer: the national document that one carries out."""
        named = self._issuers_before(text, citation, self.agencies)
        return bool(named) and not set(named) & set(self.fields.issuers)

    def _own_short(self, title: str) -> bool:
        """《分工方案》 in a document that issues a 分工方案: the last words of its own title."""
        key = squash(title)
        return len(key) <= _SHORT_NAME and any(own.endswith(key) for own in self.own)

    def _issues_it(self, text: str, spans: Sequence[Span], place: int) -> bool:
        """Whether the words say that the document itself issues this text, whose words are not in the input."""
        citation: Citation = spans[place]._.citation
        verdict: Verdict = spans[place]._.verdict
        if verdict.type is RelationType.FORWARDS or verdict.scope is Scope.CLAUSE:
            return False
        row_end = place
        while row_end + 1 < len(spans) and spans[row_end + 1]._.row == spans[place]._.row:
            row_end += 1
        after = text[spans[row_end]._.citation.outer_end :][:70].split("\n")[0]
        first = spans[spans[place]._.row]._.citation if spans[place]._.row is not None else citation
        before = text[max(0, first.start - 12) : first.start].split("\n")[-1]
        block, _ = self.joined.locate(first.start)
        if self.joined.blocks[block].position is Position.TITLE:
            return bool(_ISSUED_IN_TITLE.search(before))
        return bool(_ISSUED_AFTER.match(after)) or bool(_ISSUED_BEFORE.search(before))

    def _generic(self, spans: Sequence[Span], place: int) -> bool:
        """《通知》 that was never defined: kept where one document mentioned before can be meant, else reported."""
        citation: Citation = spans[place]._.citation
        meant = self._generic_candidates(spans, place)
        if len(meant) == 1:
            return True
        own = [title for title in self.own if title.endswith(squash(citation.title or ""))]
        if not own or meant:
            titles = tuple(spans[other]._.citation.title or "" for other in meant)
            self._report("undefined_short_name", citation, titles)
        return False

    def _generic_candidates(self, spans: Sequence[Span], place: int) -> list[int]:
        ending = squash(spans[place]._.citation.title or "")
        if any(title.endswith(ending) for title in self.own):
            return []
        found: dict[str, int] = {}
        for other in range(place):
            citation: Citation = spans[other]._.citation
            if citation.form is Form.TITLE and not _GENERIC.match(citation.title or ""):
                title = squash(re.sub(r"[（(][^（）()]*[）)]$", "", citation.title or ""))
                if title.endswith(ending) and (citation.kind.target or citation.number):
                    found.setdefault(title, other)
        return list(found.values())

    def _referred(self, text: str, spans: Sequence[Span], place: int) -> list[int]:
        """The mentions that a name stands for: the one that defines it, or the row that “三个公告” counted."""
        citation: Citation = spans[place]._.citation
        if citation.form is Form.TITLE and citation.title and _GENERIC.match(citation.title) and not citation.number:
            return self._generic_candidates(spans, place)
        if citation.form is not Form.ALIAS:
            return []
        all_citations = [span._.citation for span in spans[:place]]
        for other, candidate in enumerate(all_citations):
            if citation.alias in candidate.defines:
                return [other]
            if enumeration_at(text, candidate) == citation.alias:
                row = row_before(text, all_citations, candidate)
                return [all_citations.index(member) for member in row]
        return []

    def _mention(
        self,
        joined: PartText,
        span: Span,
        owner: int | None,
        offset: int,
        refers: tuple[int, ...],
    ) -> DraftMention:
        citation: Citation = span._.citation
        verdict: Verdict = span._.verdict
        place, start = joined.locate(citation.start)
        block = joined.blocks[place]
        end = min(start + citation.end - citation.start, len(block.text.text))
        form = Form.ALIAS if refers else citation.form
        return DraftMention(
            owner,
            offset + joined.indexes[place],
            start,
            end,
            form,
            citation.title,
            citation.number,
            citation.kind,
            self._issuers_before(joined.text, citation, self.agencies),
            refers,
            citation.issued_with,
            citation.inferred,
            citation.damaged,
            block.position is Position.TITLE,
            verdict.type,
            verdict.rule,
            self._scope(block, verdict),
            verdict.confidence,
            self._until(joined.text, citation, verdict),
            self._evidence(block.text, start, start + citation.outer_end - citation.start, verdict),
        )

    def _scope(self, block: Block, verdict: Verdict) -> Scope:
        """An unnumbered paragraph at the end of the text speaks for the document as a whole."""
        if verdict.type in _CHANGES and block in self.closing:
            return Scope.DOCUMENT
        return verdict.scope

    def _until(self, text: str, citation: Citation, verdict: Verdict) -> date | None:
        if verdict.type is not RelationType.EXTENDS:
            return None
        return end_date(text, citation.start, self.fields.issued_on)

    def _evidence(self, text: Text, start: int, end: int, verdict: Verdict) -> Evidence:
        """The citation's own line, from the cue before it to the cue behind it where they are near."""
        body = text.text
        line = text.line_at(start)
        begin, stop = start, min(end, len(body))
        if verdict.cue:
            at = body.rfind(verdict.cue, max(0, start - 60), start)
            if at >= 0 and text.line_at(at) == line and stop - at <= QUOTE_LIMIT:
                begin = at
            behind = body.find(verdict.cue, stop, stop + 60)
            if at < 0 <= behind and behind + len(verdict.cue) - begin <= QUOTE_LIMIT:
                stop = behind + len(verdict.cue)
        number, quote = text.quote(self.read.document.source, begin, stop)
        return Evidence(self.read.document.source.file, number, quote, verdict.cue)

    def _issuers_before(self, text: str, citation: Citation, agencies: Sequence[Span]) -> tuple[str, ...]:
        """The agencies named directly before the citation: 人力资源社会保障部、财政部联合印发的《…》."""
        names: list[str] = []
        at = citation.start
        for span in reversed(agencies):
            if span.end > at:
                continue
            gap = text[span.end : at]
            fits = _ISSUER_TAIL.match(gap) if not names else _BETWEEN_AGENCIES.fullmatch(gap)
            if len(gap) > 24 or not fits:
                break
            names.insert(0, span._.agency)
            at = span.start
        return tuple(names)

    def _requests(self, joined: PartText) -> None:
        """按照文化和旅游部通知要求: a document that is carried out and named by its agency alone."""
        for match in _REQUEST.finditer(joined.text):
            resolved = self.registry.resolve(match.group(1), self.context)
            if resolved is None or not resolved.known:
                continue
            place, start = joined.locate(match.start())
            block = joined.blocks[place]
            scope = Scope.DOCUMENT if block.position in (Position.OPENING, Position.PURPOSE) else Scope.CLAUSE
            line, quote = block.text.quote(self.read.document.source, start, start + len(match.group()))
            evidence = Evidence(self.read.document.source.file, line, quote, match.group())
            self.requests.append(Request(resolved.name, scope, evidence))

    def _report(self, kind: str, citation: Citation, candidates: tuple[str, ...] = ()) -> None:
        place, start = self.joined.locate(citation.start)
        line = self.joined.blocks[place].text.line_at(start)
        file = self.read.document.source.file
        self.issues.append(Issue(IssueLevel.WARNING, kind, file, line, f"《{citation.title}》", candidates))


def _own_key(title: str) -> str:
    """A title as its document compares it with its own: brackets left out, since headings and text differ in them.

    A bracket with a year stays: （2019年版） and （2020年版） are two documents.
    """
    return squash(_PLAIN_BRACKET.sub("", title)) or squash(title)


def enclosed_texts(read: Structure, fields: Fields) -> tuple[EnclosedText, ...]:
    """The texts that the header lists as issued with the document, with their places; embedded documents are none."""
    result: list[EnclosedText] = []
    for title in fields.enclosures:
        wanted = _own_key(title)
        part = next((part for part in read.parts[1:] if part.title and _alike(_own_key(part.title), wanted)), None)
        if part is None:
            result.append(EnclosedText(title, None, None, None))
        elif part.role is not Role.EMBEDDED:
            result.append(EnclosedText(title, part.owner, part.line, _last_line(part)))
    return tuple(result)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 6 and short in long and len(short) >= 0.7 * len(long))


def _closing(part: Part) -> tuple[Block, ...]:
    body = [block for block in part.blocks if block.kind not in (PassageKind.SIGNATURE, PassageKind.ANNEX)]
    at = len(body)
    while at and body[at - 1].kind is PassageKind.PARAGRAPH:
        at -= 1
    return tuple(body[at:])


def _context(fields: Fields) -> Context:
    return Context(fields.region, fields.issuers, fields.issued_on.year if fields.issued_on else None)


def _last_line(part: Part) -> int:
    return max((piece.line for block in part.blocks for piece in block.text.pieces), default=part.line)


def _passages(read: Structure) -> tuple[tuple[DraftPassage, ...], list[int]]:
    """All blocks as passages, and the index of the first one of each part."""
    passages: list[DraftPassage] = []
    offsets: list[int] = []
    for index, part in enumerate(read.parts):
        offsets.append(len(passages))
        passages.extend(
            DraftPassage(index, block.text.line, block.kind, block.label, block.text.text) for block in part.blocks
        )
    return tuple(passages), offsets
