"""From when to when a provision holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from graph_builder.measures.dates import Span, spans
from graph_builder.measures.lexicon import ValidityRule, validity

_TITLE = re.compile(r"《[^《》]{0,200}》")
_HAS_DATE = re.compile(r"\d月|年底|年末|季度|半年|之?日起")
_REACH = 40
"""How far before a date its cue is looked for, in characters; the cue stands in the same clause or just before it."""


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day, as far as they are stated."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


def read_validity(text: str, issued_on: date | None) -> Validity:
    """The validity that ``text`` states for itself; of several ends the first counts.

    ``issued_on`` is the date of the document: it gives the year where none is printed, and the day of 自印发之日起.
    """
    if not _HAS_DATE.search(text):
        return Validity()
    text = _TITLE.sub(lambda match: "《" + "〇" * (len(match.group()) - 2) + "》", text)
    first: tuple[int, date] | None = None
    for span in spans(text, issued_on):
        rule = rule_at(text, span)
        if rule is None:
            continue
        if rule.kind in ("period", "part"):
            return _ordered(span.first, span.last)
        if rule.kind == "end":
            return _ordered(first[1] if first else _issue_day(text, span.start, issued_on), span.last)
        if first is None and span.first:
            first = (span.start, span.first)
    if first is not None:
        return Validity(first[1])
    return Validity(_issue_day(text, len(text), issued_on))


def read_general(text: str, issued_on: date | None) -> Validity:
    """The validity that a sentence of ``text`` states for all measures: 上述措施有效期至2021年6月30日."""
    lexicon = validity()
    for sentence in re.split(r"[。；\n]", text):
        cue = lexicon.general.search(sentence)
        if cue is None or lexicon.not_general.search(sentence):
            continue
        found = read_validity(sentence, issued_on)
        if found:
            return found
    return Validity()


def _ordered(first: date | None, last: date | None) -> Validity:
    return Validity(None if first and last and first > last else first, last)


def _issue_day(text: str, end: int, issued_on: date | None) -> date | None:
    return issued_on if issued_on and validity().on_issue.search(text, 0, end) else None


def rule_at(text: str, span: Span) -> ValidityRule | None:
    """The rule by which the date or period at ``span`` is one of validity, or ``None``."""
    kinds = ("part",) if span.is_part else ("period",) if span.is_period else ("end", "start")
    begin = max(span.start - _REACH, 0)
    before = text[begin : span.start]
    for rule in validity().rules:
        if rule.kind not in kinds or not rule.before.search(before):
            continue
        if rule.not_before is not None and rule.not_before.search(before):
            continue
        if rule.after is not None and not rule.after.match(text, span.end):
            continue
        if rule.not_after is not None and rule.not_after.match(text, span.end):
            continue
        return rule
    return None
