"""From the lines of a document to units: joined paragraphs, single heading lines, tables.

A page break or a hard wrap cuts a paragraph in two; a line that has not come to an end is joined with the next one
unless that one plainly begins something new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from graph_builder.knowledge import load_yaml
from graph_builder.structure.labels import Label, read_label
from graph_builder.text import DocumentText, Text, clean, clean_rows


class UnitKind(StrEnum):
    """What a unit looks like on the page, before its place in the document is known."""

    LINE = "line"
    """A short line without the end of a sentence: title, issuer, heading, signature."""
    PROSE = "prose"
    TABLE = "table"
    NUMBER = "number"
    DATE = "date"
    ANNEX = "annex"
    """附件 1 standing alone."""
    ANNEX_LIST = "annex_list"
    """附件：1. … 2. … at the end of a notice."""
    NOTE = "note"
    """（此件公开发布）."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or a joined paragraph, with the label it begins with and whether a blank line stands before it."""

    kind: UnitKind
    text: Text
    label: Label | None
    after_blank: bool


_END = re.compile(r"[。；;！？!?：:…][”’」』）)]*$|[。；][^。；《〈（(“‘\u4e00-\u9fff]{0,2}$")
_DATE = re.compile(
    r"[（(]?(?:\d{4}|[二一][〇○零O0一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?[）)]?$"
)
NUMBER_LINE = re.compile(
    r"[（(]?(?:"
    r"[\u4e00-\u9fffA-Za-z（）()·\-—、]{0,24}[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)][\-—第]{0,2}\d{1,5}号?"
    r"|[\u4e00-\u9fff（）()、]{0,40}(?:公告|通告|令|通知|公报)?[〔（(]?(?:19|20)\d{2}[〕）)]?年?第[\-—]?\d{1,5}号(?:[公通]告)?"
    r"|[\u4e00-\u9fff（）()、]{0,30}(?:公告|通告|令)第?\d{1,5}号"
    r"|(?:[\u4e00-\u9fff]{0,30}(?:公告|令))?(?:〔[^〕]{1,8}〕)?第(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,6})号"
    r")[）)]?$"
)
_ANNEX = re.compile(r"附(?:件|录|表)?[一二三四五六七八九十\d]{0,3}(?:[:：.]|[-—]\d+)?$")
_ANNEX_LIST = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[:：.、]?(?:\d{1,2}[.、．]|《|.{2,})")
_NOTE = re.compile(r"[（(](?:此件|本?联系人|联系|信息公开|此文|此页|公开|主动公开|依申请)[^（）()]{0,60}[）)]?$")
_RESPONSIBLE_END = re.compile(
    r"[（(][^（）()]*(?:负责|牵头|单位|配合|部门)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]$"
)
_INNER_STOP = re.compile(r"[。；，,：:]")
_TITLE_END = re.compile(
    r"^[^。，；]{8,}(?<![本该此])(?:通知|公告|意见|决定|办法|方案|措施|函|批复|规定|细则|条例|计划|要点|规划|指南|政策)(?:[（(][^（）()]{0,24}[）)])?[》”]?$"
)

_NUMBER_BEHIND = re.compile(
    r"[（(][^（）()]{0,30}(?:[〔\[［【（(](?:19|20)\d{2}|第\d)[^（）()]{0,20}号[^（）()]{0,30}[）)]."
)
"""What stands behind a cited title: its number, and how the sentence goes on."""
_ENTRY = re.compile(
    r"[\d一二三四五六七八九十（()）]{1,5}[、.．）)][^《》，。；]{5,120}[（(][^《》。；]{0,60}号[^（）()]{0,20}[）)]$"
)
"""An entry of a list of documents without 《》: 二、某省茶山防火办法（2019年5月20日某省人民政府令第12号发布）."""
_YEAR_CUT = re.compile(r"[〔\[［【﹝]\d{0,4}$")
_BODY_BEGUN = re.compile(r"(?:为|在|根据|按照|依据|遵照|现将|经研究|近日|近期)")
_WRAPPED = 18
"""A hard wrap leaves so many characters in a line at least."""
_BEGUN = re.compile(r"《[^》]{2,80}》已经?")
"""How the sentence of an order begins (《某办法》已经…会议通过); no heading does, so the next line goes on with it."""

SIGNER = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|政府|委员会|办公厅|办公室|财政部|商务部|[^部门]{2}部|厅|局|署|银行|支行|分行|总社|领导小组)$"
)
"""A line that has the form of an agency's name."""


@cache
def particular() -> re.Pattern[str]:
    """How a line begins that a web page sets over a document: 索引号, 发布日期. Knowledge: documents/metadata.yaml."""
    content: dict[str, Any] = load_yaml("documents/metadata.yaml")
    words = {*content["page"], *(word for entry in content["keys"] for word in entry["words"])}
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.sub("：$", "(?=[:：])", re.escape(word)) for word in ordered))


_HEAD, _TAIL = 60, 540

# A line this long that has no end of sentence is a paragraph cut by the page, not a heading.
_HEADING_LIMIT = 42

_INDENTS = ("\u3000", "  ", "\t")
_NARROWEST = 20
"""Characters of the narrowest width that a text is cut to."""
_OUTLIER = 20
"""One of so many lines may be wider."""
_NEARLY_FULL, _FULL_LINES, _FULL_SHARE = 0.8, 3, 0.6
"""So many lines, and such a share of those nearly as wide, fill the width of a text that was cut to it."""


class _Gap(IntEnum):
    """What stands between two lines: nothing, blank lines, or what belongs to the page (and blank lines)."""

    NONE = 0
    BLANK = 1
    PAGE = 2


def _is_table(raw: str) -> bool:
    return "\t" in raw.strip("\t ") or (raw.startswith("|") and raw.count("|") > 1) or raw.endswith("\t\t")


def _kind(text: str) -> UnitKind:
    if len(text) <= 60:
        if _DATE.match(text):
            return UnitKind.DATE
        if NUMBER_LINE.match(text):
            return UnitKind.NUMBER
        if _ANNEX.match(text):
            return UnitKind.ANNEX
        if _NOTE.match(text):
            return UnitKind.NOTE
    if text.startswith("附") and _ANNEX_LIST.match(text) and len(text) < 400:
        return UnitKind.ANNEX_LIST
    return UnitKind.PROSE if _is_prose(text) else UnitKind.LINE


def _is_prose(text: str) -> bool:
    return len(text) > _HEADING_LIMIT or bool(_END.search(text)) or bool(re.search(r"[。；，]", text))


def _ended(text: str) -> bool:
    return bool(_END.search(text))


def _raw_lines(document: DocumentText, noise: frozenset[int]) -> Iterator[tuple[int, str, _Gap]]:
    gap = _Gap.BLANK
    for number in range(document.first, document.last + 1):
        raw = document.source.lines[number - 1]
        if number in noise:
            gap = _Gap.PAGE
        elif not raw.strip(" \t\u3000*-_#"):
            gap = gap or _Gap.BLANK
        else:
            yield number, raw, gap
            gap = _Gap.NONE


def units(document: DocumentText, noise: frozenset[int] = frozenset()) -> list[Unit]:
    """The units of a document in order. ``noise`` are line numbers to leave out (page numbers, running heads)."""
    result: list[Unit] = []
    pending: list[int] = []
    pending_text = ""
    pending_blank = pending_full = False
    table: list[int] = []
    lines = list(_raw_lines(document, noise))
    is_full = _fullness([raw for _, raw, _ in lines])

    def flush() -> None:
        nonlocal pending, pending_text
        if pending:
            text = clean(document.source, pending)
            if text.text:
                result.append(Unit(_kind(text.text), text, read_label(text.text), pending_blank))
        pending, pending_text = [], ""

    def flush_table() -> None:
        nonlocal table
        if table:
            result.append(Unit(UnitKind.TABLE, clean_rows(document.source, table), None, True))
        table = []

    for number, raw, gap in lines:
        if _is_table(raw):
            flush()
            table.append(number)
            continue
        flush_table()
        text = clean(document.source, [number]).text
        if not text:
            continue
        bullet = raw.lstrip().startswith("- ")
        wrapped = pending_full and gap is not _Gap.BLANK and not raw.startswith(_INDENTS)
        pending_full = is_full(raw)
        if pending and _continues(pending_text, text, bullet, bool(gap), wrapped):
            pending.append(number)
            pending_text = _ends_of(pending_text + text)
            continue
        flush()
        pending, pending_text, pending_blank = [number], text, bool(gap)
    flush()
    flush_table()
    return result


def _fullness(lines: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether a line fills the width that the lines of a text were cut to, in characters or in columns.

    A text is cut to a width where most of its long lines have about the greatest one, a few outliers left out: no line
    begins with a stop (GB/T 15834-2011, 5.1), so that some end a character or two early.
    """
    for width_of, least, slack in ((len, _NARROWEST, 2), (_columns, 2 * _NARROWEST, 4)):
        widths = sorted(width_of(line.rstrip()) for line in lines)
        width = widths[-1 - len(widths) // _OUTLIER] if widths else 0
        full = sum(abs(each - width) <= slack for each in widths)
        nearly = sum(each >= _NEARLY_FULL * width for each in widths)
        if width >= least and full >= max(_FULL_LINES, _FULL_SHARE * nearly):
            return lambda line: abs(width_of(line.rstrip()) - width) <= slack
    return lambda _line: False


def _columns(line: str) -> int:
    """The width of a line in print: two for a character of Chinese, one for a Latin letter or a digit."""
    return len(line.encode("gb18030", "replace"))


def _ends_of(text: str) -> str:
    """The beginning and the end of a long text: all that tells whether it goes on, however long it is."""
    return text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + text[-_TAIL:]


def _continues(before: str, text: str, bullet: bool, blank: bool, wrapped: bool) -> bool:
    """Whether ``text`` goes on with the sentence or list that ``before`` left open.

    ``wrapped``: the line before fills the width of the text, so that it need not have ended there.
    """
    if before.startswith("附件") and not _ANNEX.match(before):
        if _annex_goes_on(before, text, blank):
            return True
        if SIGNER.match(text):
            return False
    if _ended(before) or _starts_anew(text) or _is_particular(before):
        return False
    if _is_cut(before, text) or _is_begun(before, text, blank):
        return True
    if _is_open(before):
        return len(before) > 12
    if bullet and len(before) > 12:
        return True
    if before[-1] in "，、,（《“及和与":
        return len(before) > 12 or bool(read_label(before))
    if wrapped and before[-1] == "》" and _INNER_STOP.search(text) and text[-1] not in "：:":
        return True
    if _DATE.match(before) or NUMBER_LINE.match(before) or _ANNEX.match(before) or _TITLE_END.match(before):
        return False
    if before[-1] in "）)":  # （省财政厅负责） ends a provision; a sentence that goes on has a stop of its own
        whole = (before[0] in "（(" and len(before) < 40) or (not wrapped and _ENTRY.match(before) is not None)
        open_end = not whole and not _RESPONSIBLE_END.search(before)
        return open_end and (wrapped or bool(_INNER_STOP.search(text)))
    if wrapped:
        return True
    # a labelled line without a comma is a heading; a long or punctuated one is a paragraph that the page cut
    punctuated = bool(_INNER_STOP.search(before))
    return (punctuated and len(before) >= _WRAPPED) or len(before) > _HEADING_LIMIT


def _is_cut(before: str, text: str) -> bool:
    """Whether what stands around a line break belongs together by its signs alone: 2030 | 年, 示财〔 | 2030〕5号."""
    if text[0] in "，。；、：）》”？！,;)等的" or _YEAR_CUT.search(before):
        return True
    if before[-1] == "》":
        return _NUMBER_BEHIND.match(text) is not None
    return text[0] in "年月日号" and before[-1].isdigit()


def _is_begun(before: str, text: str, blank: bool) -> bool:
    """Whether ``before`` begins a sentence as no heading does, and ``text`` goes on with it."""
    if _BEGUN.match(before):
        return True
    wrapped = _BODY_BEGUN.match(before) is not None and len(before) >= _WRAPPED and not blank
    return wrapped and _INNER_STOP.search(text) is not None


def _is_particular(text: str) -> bool:
    name = particular().match(text)
    return name is not None and text[name.end() : name.end() + 1] in ("：", ":")


def _is_open(text: str) -> bool:
    """Whether a bracket of ``text`` is not closed; a page may open （ and close )."""
    brackets = text.count("（") + text.count("(") - text.count("）") - text.count(")")
    return text.count("《") > text.count("》") or (brackets > 0 and "（" in text)


def _starts_anew(text: str) -> bool:
    return bool(
        read_label(text)
        or _ANNEX.match(text)
        or _DATE.match(text)
        or _is_particular(text)
        or (text.startswith("附件") and len(text) < 60)
        or (text.endswith("号") and text[0] not in "〔[（(第0123456789" and NUMBER_LINE.match(text))
    )


def _annex_goes_on(before: str, text: str, blank: bool) -> bool:
    """附件：1. … is a list over several lines; it ends at a date, at 附件 alone, at a finished sentence, and, behind a
    blank line, at anything but a number or the rest of a title in 《."""
    if _DATE.match(text) or _ANNEX.match(text) or _NOTE.match(text) or text.startswith("附件"):
        return False
    numbered = re.match(r"\d{1,2}[.．、]", text)
    if numbered or _is_open(before):
        return True
    if blank or SIGNER.match(text):
        return False
    return (
        len(text) < 40 and not _ended(text) and not read_label(text) and before[-1] not in "）)》" and len(before) < 300
    )
