"""The periods that a provision states, sentence by sentence, each with what it grants and to whom.

A provision may set one period for some and another for others (免征…不超过5个月；…减半征收…不超过3个月), and a later
text prolongs each by itself: a :class:`~graph_builder.model.Measure` has room for one period, a :class:`Term` is read
for every sentence. The words are in ``data/measures/terms.yaml``, with examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from graph_builder.errors import KnowledgeError
from graph_builder.fields.dates import add_months, number
from graph_builder.knowledge import data_dir, load_yaml
from graph_builder.measures.lexicon import actions, beneficiaries
from graph_builder.measures.validity import read_validity
from graph_builder.model import Measure

_SENTENCE = re.compile(r"[^。；\n]+")
_ASIDE = re.compile(r"《[^《》]{0,200}》|（[^（）]{0,80}）")
_NUMBER = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence that states a period. ``first`` and ``last`` are its days, ``None`` where they are not stated.

    ``length`` is a length as printed (不超过5个月); where the first day is known, ``last`` is reckoned from it, and
    ``at_most`` says that the length is a ceiling, so that the period may end sooner. ``prolongs``: the sentence carries
    on what held before. ``actions`` and ``beneficiaries`` are what it grants to whom, both empty where it names none;
    ``everyone``: the beneficiaries take in all of their kind.
    """

    words: str
    first: date | None
    last: date | None
    length: str | None = None
    at_most: bool = False
    prolongs: bool = False
    actions: frozenset[str] = frozenset()
    beneficiaries: frozenset[str] = frozenset()
    everyone: bool = False

    def concerns(self, other: Term) -> bool:
        """Whether both may speak of the same grant: an action and a beneficiary in common, as far as they name any."""
        if self.actions and other.actions and not self.actions & other.actions:
            return False
        if self.everyone or other.everyone or not (self.beneficiaries and other.beneficiaries):
            return True
        return bool(self.beneficiaries & other.beneficiaries)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    length: re.Pattern[str]
    prolongs: re.Pattern[str]
    every: re.Pattern[str]
    ended: re.Pattern[str]
    actions: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    name = "measures/terms.yaml"
    content = load_yaml(name)
    prolongs = content["prolongs"]
    try:
        length = re.compile(content["length"].replace("{n}", _NUMBER))
    except re.error as error:
        raise KnowledgeError(f"{data_dir() / name}: length: {error}; correct the regular expression") from error
    article = r"第[一二三四五六七八九十百零〇\d]{1,5}[条款项]"
    return _Lexicon(
        length,
        re.compile("|".join(map(re.escape, prolongs))),
        re.compile(rf"(?:{'|'.join(map(re.escape, content['every']))})"),
        re.compile(
            rf"[”」》\s]{{0,8}}(?:（[^（）]{{0,60}}）)?(?:中的?|的)?(?P<articles>{article}(?:[、和及，]*{article})*)"
            rf"(?:[^。；]{{0,40}}?(?P<ends>{'|'.join(map(re.escape, content['ends']))}))?"
        ),
        frozenset(word for word in actions().effect if not any(part in word for part in prolongs)),
    )


def read_terms(text: str, issued_on: date | None) -> tuple[Term, ...]:
    """The periods that the sentences of a provision state, in order.

    ``issued_on`` is the date of the document, which gives the year where none is printed. A length is reckoned from the
    day that its sentence, or one before it in the provision, begins with.
    """
    return tuple(_terms(text, issued_on))


def terms_of(measure: Measure, issued_on: date | None) -> tuple[Term, ...]:
    """The periods of a measure; without its text, or where another sentence sets its period, those of its fields."""
    found = read_terms(measure.text, issued_on) if measure.text else ()
    if measure.text and (found or not (measure.valid_from or measure.valid_to)):
        return found
    words = measure.text or "".join(filter(None, (measure.action, measure.object, measure.value)))
    made = replace(_described(words), first=measure.valid_from, last=measure.valid_to)
    if measure.beneficiary:
        made = replace(made, beneficiaries=frozenset(measure.beneficiary.split("、")))
    if made.last is None and not measure.text and measure.action and measure.value:
        made = _with_length(made, f"{measure.action}期限{measure.value}", made.first)
    return (made,) if made.first or made.last or made.length else ()


def named_articles(after: str) -> tuple[tuple[str, ...], bool]:
    """The provisions that the words right behind a citation name (第二条、第三条废止), and whether they are ended."""
    match = _lexicon().ended.match(after)
    if match is None:
        return (), False
    labels = re.findall(r"第[^第、和及，]+?[条款项]", match["articles"])
    return tuple(labels), match["ends"] is not None


def _terms(text: str, issued_on: date | None) -> Iterator[Term]:
    begun: date | None = None
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group().strip()
        stated = read_validity(words, issued_on)
        begun = stated.first or begun
        made = replace(_described(words), first=stated.first, last=stated.last)
        if stated.last is None:
            made = _with_length(made, words, begun)
        if made.first or made.last or made.length:
            yield made


def _described(words: str) -> Term:
    """What a sentence grants to whom; titles and brackets are left aside."""
    lexicon = _lexicon()
    plain = _ASIDE.sub("", words)
    strong = beneficiaries()[0]
    named = [(match.start(), match.group()) for match in strong.finditer(plain)]
    return Term(
        words=words,
        first=None,
        last=None,
        prolongs=lexicon.prolongs.search(plain) is not None,
        actions=frozenset(actions().verb.findall(plain)) & lexicon.actions,
        beneficiaries=frozenset(word for _, word in named),
        everyone=any(lexicon.every.search(plain, max(0, start - 4), start) for start, _ in named),
    )


def _with_length(term: Term, words: str, begun: date | None) -> Term:
    match = _lexicon().length.search(words)
    if match is None:
        return term
    count = number(match["n"])
    last = _last_day(begun, count, match["unit"]) if begun and count else None
    printed = words[match.start("limit") if match["limit"] else match.start("length") : match.end("length")]
    at_most = match["limit"] is not None and last is not None
    return replace(term, first=term.first or begun, last=last, length=printed, at_most=at_most)


def _last_day(first: date, count: int, unit: str) -> date | None:
    try:
        if unit in ("天", "日"):
            return first + timedelta(days=count - 1)
        return add_months(first, count * 12 if unit == "年" else count) - timedelta(days=1)
    except OverflowError:
        return None
