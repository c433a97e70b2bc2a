"""The signature block (发文机关署名 and 成文日期, GB/T 9704-2012, 7.3.5) of a part."""

from __future__ import annotations

import re
from datetime import date

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.fields.dates import DATE_PATTERN, parse_date
from graph_builder.fields.heading import read_names
from graph_builder.fields.printed import is_agency_like, printed_agency
from graph_builder.model import Agency, PassageKind
from graph_builder.structure import Part, Position
from graph_builder.text import SourceText

_DATE_LINE = re.compile(rf"[（(]?{DATE_PATTERN}")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_SINGLES = re.compile(r"(?:[\u4e00-\u9fff][ \u3000]+)+[\u4e00-\u9fff]")
_PRINTED_ON = "印发"


def signature_date(part: Part) -> date | None:
    """The date under the text, or ``None``. The day of printing (…印发 at the foot of the page) does not count."""
    for block in part.of(PassageKind.SIGNATURE):
        if block.position is Position.CLOSING and not block.text.text.endswith(_PRINTED_ON):
            day = parse_date(block.text.text)
            if day is not None:
                return day
    return None


def heading_date(part: Part) -> date | None:
    """The date under the title, or ``None``."""
    for block in part.of(PassageKind.SIGNATURE):
        if block.position is Position.TITLE:
            day = parse_date(block.text.text)
            if day is not None:
                return day
    return None


def signers(source: SourceText, part: Part, registry: AgencyRegistry, context: Context) -> tuple[Agency, ...]:
    """The agencies that signed the part, in order, each once."""
    found: dict[str, Agency] = {}
    for block in part.of(PassageKind.SIGNATURE):
        if block.position is not Position.CLOSING or _DATE_LINE.match(block.text.text):
            continue
        for line in dict.fromkeys(piece.line for piece in block.text.pieces):
            for agency in _line_names(source.lines[line - 1], registry, context):
                found.setdefault(agency.id, agency)
    return tuple(found.values())


def _line_names(raw: str, registry: AgencyRegistry, context: Context) -> list[Agency]:
    """Agencies of one signature line, where letters may be spaced: 财 政 部, 税 务 总 局."""
    text = raw.replace("**", "").strip().removeprefix("- ").strip()
    if _SINGLES.fullmatch(text):
        text = _SPACED.sub("", text)
    agencies = read_names(text, registry, context)
    if agencies:
        return agencies
    return [printed_agency(name, registry, context) for name in text.split() if is_agency_like(name)]
