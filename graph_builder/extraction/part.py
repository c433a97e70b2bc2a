"""One part of a document: which of its citations name other documents, and what each is made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span

from graph_builder.extraction.aliases import bare_title, enumeration_at, row_length
from graph_builder.extraction.assemble import PartText
from graph_builder.extraction.cues import Verdict
from graph_builder.extraction.draft import DraftMention
from graph_builder.extraction.mention import Citation, Form
from graph_builder.extraction.numbers import key
from graph_builder.extraction.own import OwnTitles
from graph_builder.extraction.until import end_date
from graph_builder.fields import Fields
from graph_builder.model import Evidence, Issue, IssueLevel, PassageKind, RelationType, Scope
from graph_builder.structure import Block, Part, Position, Role, squash
from graph_builder.text import QUOTE_LIMIT, SourceText, Text

_GENERIC = re.compile(
    r"^(?:本)?(?:实施|指导|若干|具体|紧急|补充|工作|行动|管理|暂行)?(?:通知|意见|公告|办法|方案|条例|规定|细则|措施|计划|规划|决定|目录|名录|清单|指南|纲要|要点)$"
)
_ISSUED_BY_NOW = re.compile(
    r"^(?:[^。；，《》]{0,8}(?:业已|已经|已)(?:正式|联合)?(?:印发|下发|发布|公布|颁布|出台)"
    r"|[^。；，《》]{0,8}(?:印发|下发|发布|公布|颁布|出台)(?:实施|施行|执行)?(?:以来|以后|之后|后))"
)
"""已正式印发, 印发实施以来: told of a document that is there already, never of what is issued here and now."""
_ISSUED_AFTER = re.compile(
    r"^(?:已经?[^。；]{0,40}?(?:同意|通过|批准|审定)[^。；]{0,12})?[^。；《》]{0,14}?(?:现|予以|一并|随文)?"
    r"(?:印发|下发|发布|公布|颁布|转发|予发布)(?:给)?(?:你们|各|实施|施行|执行|，|。|如下)"
)
_CHANGES = (RelationType.REPEALS, RelationType.AMENDS, RelationType.EXTENDS, RelationType.SUPPLEMENTS)
_ISSUED_IN_TITLE = re.compile(r"(?:印发|发布|公布|颁布|下发)$")
_ISSUED_BEFORE = re.compile(
    r"(?:制定|制订|编制|起草|拟定|拟订|修订|形成|出台)(?:了|形成了?)?(?:我省|我市|本省|我区|省级|全省)?$|(?:关于印发|现印发|现将|^印发)$"
)
_ISSUER_TAIL = re.compile(
    r"^(?:、[\u4e00-\u9fff]{2,12}(?:集团|公司|中心|银行|协会))?(?:等(?:有关)?(?:部门|单位))?(?:等)?(?:[两二三四五六七八九十\d]{1,3}(?:个)?(?:部门|部委|单位|厅局|部|委))?(?:联合|共同)?(?:研究)?"
    r"(?:印发|发布|出台|下发|制定|公布|颁布|转发|制定发布|印发实施)?(?:的|了)?(?:文件)?(?:、|和|及|与)?$"
)
_ADDRESSED = re.compile(
    r"[你贵](?:[省市县区州盟旗厅局委部院办行司]|自治区|公司|集团|单位|中心|政府)(?:报送|报来|上报|呈报|发来|来函)?的?\Z"
)
_BETWEEN_AGENCIES = re.compile(r"[、，和与及]?(?:会同|联合)?")
_MEMORY = 200
"""So many citations back an undefined short name may reach."""
_ISSUER_GAP = 24
_NEVER = 1 << 62
_NEAR = 60
"""How far from its citation a cue may stand to be quoted with it, in characters."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The document that speaks in a part, as far as its citations need to know it.

    ``own_number`` is empty where an embedded document speaks: the outer one may well be what it means.
    ``addressee`` is the agency that it speaks to as 你市 or 贵厅, if that is one.
    """

    fields: Fields
    own: OwnTitles
    own_number: str
    source: SourceText
    addressee: str | None = None


@dataclass(slots=True)
class PartReader:
    """Reads the spans that the pipeline left in ``doc``."""

    doc: Doc
    joined: PartText
    part: Part
    speaker: Speaker
    issues: list[Issue] = field(default_factory=list)
    _citations: list[Citation] = field(init=False)
    _spans: list[Span] = field(init=False)
    _agencies: list[Span] = field(init=False)
    _agency_ends: list[int] = field(init=False)
    _row_ends: dict[int, int] = field(init=False)
    """The last citation of each row, by the first."""
    _closing: int = field(init=False)
    _meant: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spans = list(self.doc.spans["citations"])
        self._citations = [span._.citation for span in self._spans]
        self._agencies = list(self.doc.spans["agencies"])
        self._agency_ends = [span.end for span in self._agencies]
        self._row_ends = {span._.row: place for place, span in enumerate(self._spans)}
        self._closing = _closing_line(self.part)

    def mentions(self, owner: int | None, passage: int, first: int) -> Iterator[DraftMention]:
        """The mentions of other documents, in order.

        ``owner`` is the part whose document speaks, ``passage`` the index of the part's first passage, ``first`` the
        place that the first mention takes in the document's list.
        """
        known: dict[int, int] = {}
        for place in range(len(self._spans)):
            if not self._names_another(place):
                continue
            refers = tuple(known[other] for other in self._referred(place) if other in known)
            if self._citations[place].form is Form.ALIAS and not refers:
                continue
            known[place] = first + len(known)
            yield self._mention(place, owner, passage, refers)

    # -- which citations count ----------------------------------------------------------------------------------

    def _names_another(self, place: int) -> bool:
        citation = self._citations[place]
        if citation.number and key(citation.number) == self.speaker.own_number:
            return False
        if citation.form is not Form.TITLE or citation.number:
            return True
        if not citation.kind.target:
            if citation.kind.name == "unknown" and not citation.own_annex:
                self._report("unclear_target", citation)
            return False
        return not self._is_own(place) and (
            self._one_is_meant(place) if _is_generic(citation) else not self._issues_it(place)
        )

    def _is_own(self, place: int) -> bool:
        citation = self._citations[place]
        title, own = citation.title or "", self.speaker.own
        if self._spans[place]._.verdict.type is RelationType.FORWARDS:  # what is passed on is another's, listed or not
            return own.is_of_document(title)
        before = self.joined.text[citation.start - 1 : citation.start]
        if citation.own_annex or before == "本" or own.has_short(title):
            return True
        # what is ended, or was before, is the former document of the same title
        former = before == "原" or self._spans[place]._.verdict.type is RelationType.REPEALS
        return own.has(title) and not former and not self._of_others(citation)

    def _of_others(self, citation: Citation) -> bool:
        """A title like one's own, but of a body that is not an issuer: the national document that one carries out."""
        named = self._issuers_before(citation)
        return bool(named) and not set(named) & set(self.speaker.fields.issuers)

    def _issues_it(self, place: int) -> bool:
        """Whether the words say that the document itself issues this text, whose words are not in the input."""
        verdict: Verdict = self._spans[place]._.verdict
        if verdict.type is RelationType.FORWARDS:
            return False
        row = self._spans[place]._.row
        last = self._row_ends[row]
        text, first, end = self.joined.text, self._citations[row], self._citations[last].outer_end
        after = text[end : end + 70].split("\n", maxsplit=1)[0]
        before = text[max(0, first.start - 12) : first.start].rsplit("\n", maxsplit=1)[-1]
        block, _ = self.joined.locate(first.start)
        position = self.joined.blocks[block].position
        if position is Position.CLAUSE:
            return False
        if position is Position.TITLE:
            return bool(_ISSUED_IN_TITLE.search(before))
        if _ISSUED_BY_NOW.match(after) or (verdict.type in _CHANGES and before.endswith("现将")):
            return False  # 现将《某办法》有效期延长至…: what is changed was issued before
        return bool(_ISSUED_AFTER.match(after)) or bool(_ISSUED_BEFORE.search(before))

    def _one_is_meant(self, place: int) -> bool:
        """《通知》 that was never defined: kept where one document mentioned before can be meant, else reported."""
        citation = self._citations[place]
        meant = self._generic_candidates(place)
        if len(meant) != 1 and not self.speaker.own.ends_with(citation.title or ""):
            self._report("undefined_short_name", citation, tuple(self._citations[other].title or "" for other in meant))
        return len(meant) == 1

    def _generic_candidates(self, place: int) -> list[int]:
        ending = squash(self._citations[place].title or "")
        if self.speaker.own.ends_with(ending):
            return []
        found: dict[str, int] = {}
        for other in range(max(0, place - _MEMORY), place):
            citation = self._citations[other]
            if citation.form is Form.TITLE and not _is_generic(citation):
                title = squash(bare_title(citation))
                if title.endswith(ending) and (citation.kind.target or citation.number):
                    found.setdefault(title, other)
        return list(found.values())

    def _referred(self, place: int) -> list[int]:
        """The mentions that a name stands for: the one that defines it, or the row that “三个公告” counted."""
        citation = self._citations[place]
        if citation.form is Form.TITLE and not citation.number and _is_generic(citation):
            return self._generic_candidates(place)
        if citation.form is not Form.ALIAS:
            return []
        if not self._meant:
            self._learn_names()
        return [other for other in self._meant.get(citation.alias or "", ()) if other < place]

    def _learn_names(self) -> None:
        for place, citation in enumerate(self._citations):
            for name in citation.defines:
                self._meant.setdefault(name, [place])
            counted = enumeration_at(self.joined.text, citation)
            if counted is not None:
                first = place + 1 - row_length(self.joined.text, self._citations, place)
                self._meant.setdefault(counted, list(range(first, place + 1)))

    # -- what a mention is made of ------------------------------------------------------------------------------

    def _mention(self, place: int, owner: int | None, passage: int, refers: tuple[int, ...]) -> DraftMention:
        citation, verdict = self._citations[place], self._spans[place]._.verdict
        at, start = self.joined.locate(citation.start)
        block = self.joined.blocks[at]
        return DraftMention(
            owner=owner,
            passage=passage + self.joined.indexes[at],
            start=start,
            end=min(start + citation.end - citation.start, len(block.text.text)),
            form=Form.ALIAS if refers else citation.form,
            title=citation.title,
            number=citation.number,
            kind=citation.kind,
            issuers=self._issuers_before(citation),
            refers=refers,
            issued_with=citation.issued_with,
            inferred=citation.inferred,
            damaged=citation.damaged,
            in_title=block.position is Position.TITLE,
            type=verdict.type,
            rule=verdict.rule,
            scope=self._scope(block, verdict),
            confidence=verdict.confidence,
            until=self._until(citation, verdict),
            evidence=self._evidence(block.text, start, start + citation.outer_end - citation.start, verdict),
        )

    def _scope(self, block: Block, verdict: Verdict) -> Scope:
        """An unnumbered paragraph at the end of the text speaks for the document as a whole; a paper on it does not."""
        if verdict.type in _CHANGES and block.text.line >= self._closing and self.part.role is not Role.ANNEX:
            return Scope.DOCUMENT
        return verdict.scope

    def _until(self, citation: Citation, verdict: Verdict) -> date | None:
        if verdict.type is not RelationType.EXTENDS:
            return None
        return end_date(self.joined.text, citation.start, self.speaker.fields.issued_on)

    def _evidence(self, text: Text, start: int, end: int, verdict: Verdict) -> Evidence:
        """The citation's own line, from the cue before it to the cue behind it where they are near."""
        body = text.text
        begin, stop = start, min(end, len(body))
        if verdict.cue:
            before = body.rfind(verdict.cue, max(0, start - _NEAR), start)
            behind = body.find(verdict.cue, stop, stop + _NEAR)
            if before >= 0 and text.line_at(before) == text.line_at(start) and stop - before <= QUOTE_LIMIT:
                begin = before
            elif before < 0 <= behind and behind + len(verdict.cue) - begin <= QUOTE_LIMIT:
                stop = behind + len(verdict.cue)
        line, quote = text.quote(self.speaker.source, begin, stop)
        return Evidence(self.speaker.source.file, line, quote, verdict.cue)

    def _issuers_before(self, citation: Citation) -> tuple[str, ...]:
        """The agencies named directly before the citation: 人力资源社会保障部、财政部联合印发的《…》."""
        names: list[str] = []
        at = citation.start
        for place in range(bisect_right(self._agency_ends, at) - 1, -1, -1):
            span = self._agencies[place]
            gap = self.joined.text[span.end : at] if at - span.end <= _ISSUER_GAP else None
            fits = gap is not None and (_BETWEEN_AGENCIES.fullmatch(gap) if names else _ISSUER_TAIL.match(gap))
            if not fits:
                break
            names.insert(0, span._.agency)
            at = span.start
        if not names and self.speaker.addressee and _ADDRESSED.search(self.joined.text, max(0, at - _ISSUER_GAP), at):
            return (self.speaker.addressee,)
        return tuple(names)

    def _report(self, kind: str, citation: Citation, candidates: tuple[str, ...] = ()) -> None:
        place, start = self.joined.locate(citation.start)
        line = self.joined.blocks[place].text.line_at(start)
        text = f"《{citation.title}》"
        self.issues.append(Issue(IssueLevel.WARNING, kind, self.speaker.source.file, line, text, candidates))


def _is_generic(citation: Citation) -> bool:
    return bool(_GENERIC.match(citation.title or ""))


def _closing_line(part: Part) -> int:
    """The line from which on only unnumbered paragraphs follow."""
    body: Sequence[Block] = [
        block for block in part.blocks if block.kind not in (PassageKind.SIGNATURE, PassageKind.ANNEX)
    ]
    at = len(body)
    while at and body[at - 1].kind is PassageKind.PARAGRAPH:
        at -= 1
    return body[at].text.line if at < len(body) else _NEVER
