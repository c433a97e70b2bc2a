"""Put the pieces of a table of contents together: lines to entries, entries to a numbered list."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.splitting.entries import Entry
from graph_builder.splitting.forms import is_agency, tight

_STATE_BODIES = ("国家", "中国", "中共", "中华", "国务院", "财政部")


def join_parts(parts: list[str]) -> str:
    """Join the lines of an entry; a line that opens with another issuer keeps a blank before it."""
    text = ""
    for part in parts:
        opens = part.startswith(_STATE_BODIES) or (len(text) > 3 and part[:2] == text[:2])
        split = opens and "关于" not in text and is_agency(tight(text)[-12:])
        latin = text[-1:].isascii() and text[-1:].isalnum() and part[:1].isascii() and part[:1].isalnum()
        text += (" " if split or latin else "") + part
    return text


def merge_strays(entries: list[Entry], values: list[int | None]) -> list[Entry]:
    """Give each entry its running number; an unnumbered piece between entries n and n + 1 belongs to n."""
    mostly_numbered = 2 * sum(value is not None for value in values) > len(values)
    following: int | None = None
    after: list[int | None] = []
    for value in reversed(values):
        after.append(following)
        following = value if value is not None else following
    merged: list[Entry] = []
    last: int | None = None
    for entry, value, next_value in zip(entries, values, reversed(after), strict=True):
        if value is None and merged and last is not None and next_value == last + 1 and mostly_numbered:
            merged[-1] = replace(
                merged[-1],
                title=merged[-1].title + entry.title,
                number_text=entry.number_text or merged[-1].number_text,
                page=entry.page or merged[-1].page,
            )
            continue
        last = value if value is not None else (None if last is None else last + 1)
        before = merged[-1].ordinal if merged else 0
        merged.append(replace(entry, ordinal=before if entry.matter else before + 1))
    return merged
