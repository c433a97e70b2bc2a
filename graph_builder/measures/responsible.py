"""The agencies that a provision names as responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.agencies import AgencyRegistry, AgencySpan, Context, is_collective
from graph_builder.measures.lexicon import ResponsibilityLexicon, responsibility
from graph_builder.measures.notes import closing_brackets, contents, find_notes, unbracketed

_SEPARATORS = re.compile(r"[、，,；;。\n]")
_AND = re.compile(r"以及|会同|和|及|与")
_AND_OTHERS = re.compile(
    r"等(?=部门|单位|有关|相关|国务院|按|依|负责|各|省|市|共同|分工|分别|直属|牵头|配合|\d|[一二三四五六七八九十]|$).*$"
)
_CLAUSE_START = re.compile(r"[，。；：:;,\n]")
_UNNAMED = re.compile(r"(?:(?:各|有关|相关|设区|市|县)[\u4e00-\u9fff]{0,14}?(?:、|和|及|与|以及))+")
_LISTED = re.compile(r"(?:[（(][^（）()]{0,20}[）)])?(?:、|和|及|与|以及|会同|并会同|联合|)")
_LIST_AFTER = re.compile(
    r"(?:(?:、|和|及|与|以及)[\u4e00-\u9fff]{1,16}?(?:[厅局委办部行会院署府]|部门|单位|机构)){1,30}(?![、和及与])"
    r"|等(?:部门|单位|有关部门|相关部门)"
)
_SHARED = re.compile(r"(?:会同|并会同|联合|商|，(?:并)?会同)")
_MODAL = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:要|应|须|将|会同|负责|牵头|配合|统筹|可|和|联合|组织)")
_BY = re.compile(r"(?<![理自缘事])由$")
_UNIT_OF = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:中心|分局|支队|大队|总队|研究院|研究所|协会|学会|出版社|窗口|网站|平台)"
)
_TITLE = re.compile(r"《[^《》]{0,200}》")
_PREDICATE = re.compile(r"要|应当|负责|将|会同|充分|按照|根据")
_PART_GOVERNMENT = re.compile(r"(?:设区|[市县区乡镇级]|街道){1,4}(?:人民)?政府")
_CLAUSE_LIMIT = 60
_NAME_LIMIT = 40
_REACH = 8


class Responsibility:
    """Reads who is responsible, for the provisions of one document.

    ``context`` is the document's: 省财政厅 is that of its province.
    """

    def __init__(self, registry: AgencyRegistry, context: Context) -> None:
        self._registry = registry
        self._context = context
        self._known: dict[str, str | None] = {}

    def read(self, text: str, leads: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Full official names, in order, each once.

        A note of the provision (责任单位：…) counts before those of the provisions that it stands under; only where
        there is none do the agencies count that stand as subject of a sentence.
        """
        for words in (text, *leads):
            names = tuple(dict.fromkeys(name for note in self._notes(words) for name in self._names(note)))
            if names or find_notes(words):
                return names
        return tuple(dict.fromkeys(self._subjects(text)))

    def _notes(self, words: str) -> Iterator[str]:
        notes = find_notes(words)
        for start, end in notes or closing_brackets(words):
            if notes or self._is_list(words[start + 1 : end - 1]):
                yield words[start:end]

    def _is_list(self, content: str) -> bool:
        """Whether a bracket holds nothing but names: （省财政厅、省税务局等有关部门，各市、县（市、区）政府）."""
        parts = _SEPARATORS.split(unbracketed(content))
        items = [part if is_collective(part) else _bare(part, responsibility()) for part in parts if part]
        return (
            bool(items) and all(self._is_party(item) for item in items) and any(self._resolve(item) for item in items)
        )

    def _names(self, note: str) -> Iterator[str]:
        for content in contents(note):
            for item in _SEPARATORS.split(unbracketed(content)):
                yield from self._item(_bare(item, responsibility()))

    def _item(self, item: str) -> Iterator[str]:
        if not 1 < len(item) <= _NAME_LIMIT:
            return
        if item in responsibility().kept:
            yield item
            return
        for joint in _AND.finditer(item):
            left, right = item[: joint.start()], item[joint.end() :]
            if self._is_party(left) and self._is_party(right):
                yield from self._item(_bare(left, responsibility()))
                yield from self._item(_bare(right, responsibility()))
                return
        name = self._resolve(item)
        if name is not None:
            yield name

    def _is_party(self, words: str) -> bool:
        return len(words) > 1 and (
            is_collective(words) or self._resolve(words) is not None or words in responsibility().kept
        )

    def _resolve(self, name: str) -> str | None:
        if name not in self._known:
            many = _PART_GOVERNMENT.fullmatch(name) and name != "市政府"  # 各市、县政府
            agency = None if many else self._registry.resolve(name, self._context)
            self._known[name] = agency.name if agency else None
        return self._known[name]

    # -- subjects -----------------------------------------------------------------------------------------------

    def _subjects(self, text: str) -> Iterator[str]:
        text = _TITLE.sub(lambda match: "〇" * len(match.group()), text)
        found = [span for span in self._registry.find(text, self._context) if _is_name(text, span)]
        previous: AgencySpan | None = None
        for group in _groups(text, found):
            shares = previous is not None and _SHARED.fullmatch(text, previous.end, group[0].start) is not None
            if (shares or self._leads_clause(text, group[0])) and _acts(text, group[-1].end):
                previous = group[-1]
                yield from (span.agency.name for span in group)

    def _leads_clause(self, text: str, span: AgencySpan) -> bool:
        """Whether an agency begins a clause; a cue (由) or bodies without a name (各市财政局、) may stand before it."""
        if _BY.search(text, max(span.start - 2, 0), span.start):
            return True  # 疫情结束后由省自然资源厅统筹
        begin = max(span.start - _CLAUSE_LIMIT, 0)
        for mark in _CLAUSE_START.finditer(text, begin, span.start):
            begin = mark.end()
        cue = responsibility().subject.match(text, begin, span.start)
        at = cue.end() if cue else begin
        if at == span.start:
            return True
        # 各市财政局、税务局: what has no region of its own belongs to 各市
        return bool(_UNNAMED.fullmatch(text, at, span.start)) and self._stands_alone(text[span.start : span.end])

    def _stands_alone(self, printed: str) -> bool:
        """Whether a name tells by itself which agency it is, without a word for a division before it."""
        return printed.startswith(("省", "市")) or self._registry.resolve(printed) is not None


def _is_name(text: str, span: AgencySpan) -> bool:
    """我厅 says nothing that the issuer does not; a name built by pattern must not have swallowed a predicate."""
    printed = text[span.start : span.end]
    return printed[0] not in "我本" and (span.agency.known or _PREDICATE.search(printed) is None)


def _groups(text: str, found: list[AgencySpan]) -> Iterator[list[AgencySpan]]:
    """Agencies of one enumeration together."""
    group: list[AgencySpan] = []
    for span in found:
        if group and not _LISTED.fullmatch(text, group[-1].end, span.start):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _acts(text: str, end: int) -> bool:
    """Whether what stands behind agencies is what they are to do, and no mere attribute (省财政厅规定的)."""
    others = _LIST_AFTER.match(text, end)
    rest = text[others.end() if others else end :][: _REACH + 8]
    if end < len(text) and text[end] in "：:\n" and text.rfind("\n", 0, end) < 0 and "。" not in text[:end]:
        return True  # a heading that names who acts: 省税务局：解读减税政策
    if not rest or not "\u4e00" <= rest[0] <= "\u9fff":
        return False
    if responsibility().not_subject.match(rest) or _UNIT_OF.match(rest):
        return False
    return bool(_MODAL.match(rest)) or "的" not in rest[:_REACH]


def _bare(item: str, lexicon: ResponsibilityLexicon) -> str:
    item = item.strip(" （）()“”")
    item = _AND_OTHERS.sub("", item)
    return lexicon.tail.sub("", item)
