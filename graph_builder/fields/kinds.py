"""The kind of a document (文种), by the end of its title or the formula at the end of its text."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.knowledge import load_yaml

_BLANK = re.compile(r"\s")
_TAIL = re.compile(r"(?:[（(〔\[](?:[^（）()〔〕\[\]]|[（(][^（）()]*[）)])*[）)〕\]]|[》〉”\"’。；;：:、的])$")
_ANNOUNCED = re.compile(r"(公告|通告|通知|通报|批复|命令|决定|报告|函告|函复)如下")
_LONGEST_TAIL = 80


@cache
def _endings() -> tuple[dict[str, str | None], int]:
    """Ending to the name of its kind (``None`` for an ending that is refused), and the longest ending's length."""
    endings: dict[str, str | None] = {}
    for kind in load_yaml("documents/doc_types.yaml")["kinds"]:
        for word in kind.get("words", [kind["name"]]):
            endings[word] = kind["name"]
        for word in kind.get("refuse", []):
            endings[word] = None
    return endings, max(map(len, endings))


@cache
def _closings() -> dict[str, str]:
    return {
        closing: kind["name"]
        for kind in load_yaml("documents/doc_types.yaml")["kinds"]
        for closing in kind.get("closings", [])
    }


def kind_words() -> tuple[str, ...]:
    """All words that titles of known kinds end in, longest first."""
    endings, _ = _endings()
    return tuple(sorted((word for word, name in endings.items() if name), key=len, reverse=True))


def doc_type_of(title: str) -> str | None:
    """The kind that ``title`` ends in: 关于印发某方案的通知 is a 通知, 若干措施（试行） are 措施; else ``None``."""
    text = _BLANK.sub("", title)
    while len(text) > 1 and (tail := _TAIL.search(text, max(len(text) - _LONGEST_TAIL, 0))):
        text = text[: tail.start()]
    endings, longest = _endings()
    for length in range(min(longest, len(text)), 0, -1):
        if (ending := text[-length:]) in endings:
            return endings[ending]
    return None


def doc_type_of_closing(text: str) -> str | None:
    """The kind that a closing formula (特此公告) or an opening (现将有关事项通知如下) names, or ``None``."""
    for closing, name in _closings().items():
        if text.rstrip("。！!").endswith(closing) and len(text) <= len(closing) + 2:
            return name
    match = _ANNOUNCED.search(text)
    if match is None:
        return None
    return {"命令": "令", "函告": "函", "函复": "函"}.get(match.group(1), match.group(1))
