"""What a person types, as a query for a full-text index of pairs of Chinese characters.

Lucene's CJK analyzer, which both engines use, indexes Latin words and numbers whole and Chinese text as overlapping
pairs of characters; a Chinese word is asked for as a phrase of its pairs. Neo4j finds these in a row, ArcadeDB anywhere
in the text, and a single character is in no pair of its own: so the text itself is looked at too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from graph_builder.knowledge import load_yaml

_TERM = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W_\u3400-\u9fff]+(?:[.,][^\W_\u3400-\u9fff]+)*"
)
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DOC_NUMBER = re.compile(
    r"(?P<letters>[\u4e00-\u9fff]{2,20})[〔\[(【﹝{]\s*(?:19|20)\d\d\s*[〕\])】﹞}]\s*第?(?P<number>\d{1,5})号?"
)
_MOST_TERMS = 30
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = str.maketrans({digit: f"[{digit}{chr(ord(digit) + 0xFEE0)}]" for digit in "0123456789"})
_WORD = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is what the index is asked, empty where nothing can be asked.

    ``terms`` are the words to look for, lower case and half width; ``runs`` those of them that are Chinese and must be
    looked for in the text itself. ``rare`` is ``text`` without its years and without what stands everywhere
    (:func:`uncommon`): an index is slow with these that goes through all of a word's places. Of a document's number it
    is the running number and the first pair of the letters, which tells whose it is: 政办 and 办发 stand everywhere.
    It is empty where nothing is left out, or nothing is left. ``years`` are patterns that tell whether a text holds the
    years that ``rare`` leaves out (regular expressions for the whole of it).
    """

    text: str
    terms: tuple[str, ...]
    runs: tuple[str, ...]
    rare: str = ""
    years: tuple[str, ...] = ()


def query_of(words: str) -> Query:
    """All of ``words`` must be found, in any order; a run of Chinese characters as a whole."""
    terms = tuple(dict.fromkeys(_TERM.findall(fold(words))))[:_MOST_TERMS]
    runs = tuple(term for term in terms if _CHINESE.match(term))
    long = [term for term in terms if len(term) > 1 or term not in runs]
    if long:
        years = [term for term in long if _YEAR.fullmatch(term)]
        if (number := _DOC_NUMBER.fullmatch(fold(words).strip())) is not None:
            rare = [number["letters"][:2], number["number"]]
        else:
            rare = [part for term in long if term not in years for part in (uncommon(term) if term in runs else [term])]
        if not rare or rare == long:
            return Query(_all_of(long), terms, runs)
        return Query(_all_of(long), terms, runs, _all_of(rare), tuple(map(_holding, years)))
    # Pairs that begin with the character, or the character standing alone between marks.
    return Query(" ".join(f"+{term}*" for term in runs), terms, runs)


def uncommon(run: str) -> list[str]:
    """The stretches of a run of Chinese characters none of whose pairs is of a word that stands everywhere."""
    pairs = ((at, run[at : at + 2] in _common_pairs()) for at in range(len(run) - 1))
    parts = []
    for common, stretch in groupby(pairs, key=lambda pair: pair[1]):
        if not common:
            ats = [at for at, _ in stretch]
            parts.append(run[ats[0] : ats[-1] + 2])
    return parts


@cache
def _common_pairs() -> frozenset[str]:
    words: list[str] = load_yaml("search/common.yaml")["words"]
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))


def _all_of(terms: Iterable[str]) -> str:
    return " ".join(f'+"{term}"' for term in terms)


def _holding(number: str) -> str:
    return f"(?s).*(?<![{_WORD}]){number.translate(_DIGITS)}(?![{_WORD}]).*"


def names_hold(names: Iterable[str], query: Query) -> bool:
    """Whether each Chinese term and year stands in one of the names; of other words the index is sure.

    ``names`` are keys (:func:`~graph_builder.store.keys.match_key`).
    """
    held = tuple(names)
    sought = (*query.runs, *filter(_YEAR.fullmatch, query.terms))
    return all(any(term in name for name in held) for term in sought)


def holds(text: str, query: Query) -> bool:
    """Whether all terms stand in a text: Chinese ones anywhere, Latin ones and numbers as words, as in the index."""
    folded = fold(text)
    words = {term for term in query.terms if term not in query.runs}
    return all(run in folded for run in query.runs) and words <= set(_TERM.findall(folded))


def fold(text: str) -> str:
    """Lower case and half width, character by character: offsets stay what they are in ``text``."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What a character, by its code, is folded to; each is worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char).lower()
        self[code] = made = folded if len(folded) == 1 else char
        return made


_FOLDED = _Folded()


def spans_of(text: str, terms: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in a text: half-open offsets, in order, joined where they touch."""
    folded = fold(text)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for term in terms for span in _find(folded, term)):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _find(text: str, term: str) -> Iterator[tuple[int, int]]:
    at = text.find(term)
    while at >= 0:
        yield at, at + len(term)
        at = text.find(term, at + len(term))
