"""The heading of a document: whose it is, and its title (GB/T 9704-2012, 7.2.4 发文机关标志 and 7.3.1 标题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.fields.dates import number
from graph_builder.fields.kinds import doc_type_of
from graph_builder.fields.printed import is_agency_like, printed_agency
from graph_builder.model import Agency, PassageKind
from graph_builder.structure import Part
from graph_builder.text import SourceText

_BLANK = re.compile(r"\s+")
_BULLET = re.compile(r"^\s*(?:- |#+ )")
_TOGETHER = re.compile(
    r"\s{0,20}等\s{0,20}(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,20}个?\s{0,20}(?:省直|中央)?"
    r"(?:部门|部委|单位|厅局|委办局|机关|机构|部)|(?:有关)?(?:部门|单位)(?=\s{0,20}(?:关于|转发|印发|联合)))"
)
# What a title begins with once its issuers are past.
_TITLE_START = re.compile(r"关于|印发|转发|批转|发布|颁布|公布|下发|贯彻|推进|《|公告$|通告$|令$|公报$|决定$")
_CUT = re.compile(r"(?:关于|印发|转发|批转|联合)")
_SESSION = re.compile(r"第[一二三四五六七八九十]{1,3}届(?=人民代表大会|人大|全国)")
_RED_HEAD = "文件"
_STATE = "中华人民共和国"
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ADOPTED = re.compile(r"[（(][^（）()]{0,80}(?:通过|修订|修正|公布|发布|施行)[^（）()]{0,40}[）)]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as read. ``issuers`` are those that it names; ``together`` is the N of 等N部门, ``printed`` the words
    in front of the title, ``title`` the rest without white space."""

    title: str
    printed: str = ""
    issuers: tuple[Agency, ...] = ()
    together: int | None = None

    @property
    def full_title(self) -> str:
        """Issuers as printed and title."""
        return self.printed + self.title


def heading_lines(source: SourceText, part: Part) -> tuple[list[str], list[str]]:
    """The lines of the title as printed, blanks inside kept, and those of a red head (示例省财政厅文件) before it."""
    lines: list[str] = []
    for block in part.of(PassageKind.TITLE):
        for at in dict.fromkeys(piece.line for piece in block.text.pieces):
            text = _BULLET.sub("", source.lines[at - 1].replace("**", "")).strip()
            if text:
                lines.append(text)
    for place, line in enumerate(lines[:-1]):
        tight = _BLANK.sub("", line)
        if "关于" in tight:
            break
        if tight.endswith(_RED_HEAD) or tight == _RED_HEAD:
            return lines[place + 1 :], [*lines[:place], tight.removesuffix(_RED_HEAD)]
    return lines, []


def read_heading(lines: Sequence[str], registry: AgencyRegistry, context: Context) -> Heading:
    """Part the issuers in front of a title from the title.

    The gazetteer says how far the issuers reach; where it cannot read them, lines of their own, or what stands ahead
    of 关于 or 印发, are taken for them if they have the form of an agency's name.
    """
    lines, below = _issuers_below(lines, registry, context)
    heading = _read_lines(lines, registry, context)
    return replace(heading, issuers=below) if below and not heading.issuers else heading


def _issuers_below(
    lines: Sequence[str], registry: AgencyRegistry, context: Context
) -> tuple[Sequence[str], tuple[Agency, ...]]:
    """The lines of the title, and the agencies that stand under a whole one, a line each."""
    found: list[Agency] = []
    end = len(lines)
    while end > 1 and (names := read_names(lines[end - 1], registry, context)):
        found[:0] = names
        end -= 1
    whole = end < len(lines) and doc_type_of(tight_title("".join(lines[:end]))) is not None
    return (lines[:end], tuple(found)) if whole else (lines, ())


def _read_lines(lines: Sequence[str], registry: AgencyRegistry, context: Context) -> Heading:
    text = " ".join(lines)
    spans = registry.prefix(text, context)
    if not spans and text.startswith(_STATE):  # 中华人民共和国国务院令
        spans = registry.prefix(text.removeprefix(_STATE), context)
        text = text.removeprefix(_STATE) if spans else text
    end = spans[-1].end if spans else 0
    together = _TOGETHER.match(text, end) if end else None
    if together is not None:
        end = together.end()
    elif not _TITLE_START.match(text[end:].lstrip()):
        cut = _reach_by_form(lines, text)
        if cut > end:
            return _by_form(text, cut, registry, context)
    return _heading(text, end, tuple(span.agency for span in spans), together)


def _heading(text: str, end: int, issuers: tuple[Agency, ...], together: re.Match[str] | None) -> Heading:
    count = number(together.group(1)) if together and together.group(1) else None
    return Heading(tight_title(text[end:]), _BLANK.sub("", text[:end]), issuers, count)


def _reach_by_form(lines: Sequence[str], text: str) -> int:
    """Up to where ``text`` (the ``lines`` joined by blanks) has the form of agencies: whole lines of it, or what
    stands ahead of 关于 or 印发; 0 where it has not."""
    end = 0
    for line in lines[:-1]:
        if not is_agency_like(line) or _CUT.search(line):
            break
        end += len(line) + 1
    cut = _CUT.search(text)
    if cut is not None and cut.start() > end:
        ahead = text[: cut.start()]
        together = _TOGETHER.search(ahead)
        if is_agency_like(_BLANK.sub("", ahead[: together.start()] if together else ahead)):
            return cut.start()
    return end


def _by_form(text: str, end: int, registry: AgencyRegistry, context: Context) -> Heading:
    """The heading whose issuers reach to ``end``; a name that the gazetteer refuses stands as it is printed."""
    ahead = text[:end]
    together = _TOGETHER.search(ahead)
    names = ahead[: together.start()] if together else ahead
    agencies = read_names(names, registry, context) or [
        printed_agency(name, registry, context) for name in names.split() if is_agency_like(name)
    ]
    return _heading(text, end, tuple(agencies), together)


def read_names(text: str, registry: AgencyRegistry, context: Context) -> list[Agency]:
    """The agencies of a line that holds nothing but agencies; empty where it holds anything else."""
    text = _SESSION.sub("", text).strip()
    if not text:
        return []
    agencies = registry.split_names(text, context)
    if agencies:
        return agencies
    whole = registry.resolve(_BLANK.sub("", text), context)
    return [whole] if whole is not None else []


def tight_title(text: str) -> str:
    """A title without white space, without the note on its adoption (2020年7月30日…通过) and without 《》 around it."""
    title = _ADOPTED.sub("", _BLANK.sub("", text))
    quoted = _QUOTED.fullmatch(title)
    return quoted.group(1) if quoted else title
