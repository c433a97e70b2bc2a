"""What a web page prints around a document: navigation, buttons, links. Metadata is not furniture."""

from __future__ import annotations

from graph_builder.splitting.forms import LineKind, bare, ends_in_kind, kind_of, tight, words

_LONGEST = 60
_SHORT = 12
_TOP = 15
_BOTTOM = 60


def is_furniture(raw: str) -> bool:
    """Whether a line is furniture of a web page: a word of the list alone, or before a mark or a few words."""
    text = tight(bare(raw))
    if not text or len(text) > _LONGEST or "。" in text or is_metadata(raw):
        return False
    found = max((word for word in words("furniture") if text.startswith(word)), key=len, default=None)
    if found is None:
        return False
    following = text[len(found) : len(found) + 1]
    return not following or not "\u4e00" <= following <= "\u9fff" or len(text) <= _SHORT


def is_metadata(raw: str) -> bool:
    """Whether a line starts with a label of the metadata that sites print with a document, a colon or tab after it."""
    if tight(raw.strip().partition("\t")[0]) in words("metadata") and "\t" in raw.strip():
        return True
    text = tight(bare(raw)).lstrip("【[")
    return any(
        text.startswith(word) and text[len(word) : len(word) + 1] in ("：", ":", "】", "]")
        for word in words("metadata")
    )


def without_furniture(lines: tuple[str, ...], noise: frozenset[int], first: int, last: int) -> tuple[int, int]:
    """The lines ``first`` to ``last`` (1-based) without blank lines, noise and furniture at either end."""
    first = _below_top(lines, noise, first, last)
    return first, _above_bottom(lines, noise, first, last)


def _below_top(lines: tuple[str, ...], noise: frozenset[int], first: int, last: int) -> int:
    start = filled = 0
    for number in range(first, last + 1):
        kind = kind_of(lines[number - 1])
        if number in noise or kind is LineKind.BLANK:
            continue
        start = start or number
        filled += 1
        if is_furniture(lines[number - 1]):
            start = 0
        elif kind is not LineKind.SHORT or filled > _TOP or ends_in_kind(tight(bare(lines[number - 1]))):
            break
    return start or first


def _above_bottom(lines: tuple[str, ...], noise: frozenset[int], first: int, last: int) -> int:
    end = bottom = last
    filled = 0
    for number in range(last, first, -1):
        raw = lines[number - 1]
        kind = kind_of(raw)
        if number in noise or kind is LineKind.BLANK:
            end = number - 1 if end == number else end
            continue
        filled += 1
        if is_furniture(raw):
            bottom = number - 1
        elif kind in (LineKind.PROSE, LineKind.TABLE, LineKind.DATE) or filled > _BOTTOM:
            break
    end = min(end, bottom)
    while end > first and (end in noise or kind_of(lines[end - 1]) is LineKind.BLANK):
        end -= 1
    return end
