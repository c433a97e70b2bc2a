"""A measure made ready to be compared: its sentences as sets of character pairs and triples, and its figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from api.questions.coverage.rules import figure_pattern, figure_signs
from graph_builder.fields.dates import number
from graph_builder.measures.notes import without_notes
from graph_builder.model import Measure

_SENTENCE = re.compile(r"[^。；;!？?！]+")
_RUN = re.compile(r"[\w%]+")
_AMOUNT = re.compile(r"(\d[\d.]*|[一二两三四五六七八九十百千]+)(.*)", re.DOTALL)
_SHORTEST = 2
_LONGEST = 3

Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """``sections`` are the grams of the headings above the clause, ``section`` those of the innermost, ``sentences``
    those of each of its sentences that speak to this province; ``elsewhere`` says that none does."""

    measure: Measure
    sections: Grams
    section: Grams
    sentences: tuple[Grams, ...]
    whole: Grams
    figures: frozenset[str]
    elsewhere: bool


def clauses(
    measures: Sequence[Measure], headings: Mapping[str, Sequence[str]], elsewhere: Collection[str] = ()
) -> list[Clause]:
    """Clauses in the order of ``measures``; ``headings`` are those above a measure, by its id.

    ``elsewhere`` are the names of other provinces: a sentence that speaks to one of them is left out.
    """
    return [_clause(measure, headings.get(measure.id, ()), elsewhere) for measure in measures]


def _clause(measure: Measure, headings: Sequence[str], elsewhere: Collection[str]) -> Clause:
    said = sentences(measure)
    here = [sentence for sentence in said if not _speaks_to(sentence, elsewhere)]
    cut = tuple(grams(sentence) for sentence in here)
    return Clause(
        measure,
        sections=frozenset().union(*map(grams, headings)),
        section=grams(headings[-1]) if headings else frozenset(),
        sentences=cut,
        whole=frozenset().union(*cut),
        figures=frozenset(figures("。".join(here))),
        elsewhere=bool(said) and not here,
    )


def sentences(measure: Measure) -> list[str]:
    """The sentences of a measure in half width, its heading the first; notes of responsibility are cut off."""
    text = unicodedata.normalize("NFKC", without_notes(measure.text or measure.heading or ""))
    heading = unicodedata.normalize("NFKC", measure.heading or "")
    if heading and text.startswith(heading):
        text = f"{heading}。{text[len(heading) :]}"
    # Line ends stand where the print broke a sentence, or behind a mark that ends it.
    return [sentence for match in _SENTENCE.finditer("".join(text.split())) if (sentence := match.group().strip("，,"))]


def _speaks_to(sentence: str, names: Collection[str]) -> bool:
    return any(part.startswith(tuple(names)) for part in re.split("[,，]", sentence)) if names else False


def grams(text: str) -> Grams:
    """All pairs and triples of neighbouring characters, not across marks."""
    return frozenset(
        run[at : at + length]
        for run in _RUN.findall(unicodedata.normalize("NFKC", text))
        for length in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(run) - length + 1)
    )


def figures(text: str) -> list[str]:
    """Numbers with their units in the order of the text, each once, written in one way (三个月 is 3个月)."""
    found = (_written(match.group()) for match in figure_pattern().finditer(unicodedata.normalize("NFKC", text)))
    return list(dict.fromkeys(found))


def _written(figure: str) -> str:
    amount = _AMOUNT.fullmatch(figure)
    if amount is None:
        return figure_signs().get(figure, figure)
    digits, unit = amount.groups()
    value = number(digits.replace("两", "二")) if "." not in digits else None
    return f"{digits if value is None else value}{figure_signs().get(unit, unit)}"
