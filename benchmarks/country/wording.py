"""Sentences of a document, filled in with what it deals with; and the provisions that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from benchmarks.country import bodies
from benchmarks.country.grammar import phrases
from benchmarks.country.layout import ORDINALS, plain_day
from benchmarks.country.model import CASCADE, Heading, pick
from benchmarks.country.noise import Scanner
from benchmarks.country.topics import topic_of


class Wording:
    """Words the sentences of one document."""

    def __init__(self, heading: Heading, rng: Random, scanner: Scanner) -> None:
        self._heading = heading
        self._rng = rng
        self._scanner = scanner
        self._answering = _answering(heading)

    def say(self, templates: Sequence[str], x: str = "", *, kind: str | None = None, place: str | None = None) -> str:
        """One of the templates, with ``x`` for the citation. A mark may get lost."""
        blanks = _Blanks(self._heading, self._rng, self._answering)
        blanks["x"] = x
        if kind is not None:
            blanks["k"] = kind
        if place is not None:
            blanks["p"] = place
        return self._scanner.sentence(pick(self._rng, templates).format_map(blanks))

    def provisions(self, cited: Sequence[str], *, few: bool = False) -> list[str]:
        """Numbered provisions at one level or at two, with the sentences ``cited`` among them."""
        rng, words = self._rng, phrases()
        flat = few or rng.random() < 0.35
        count = 2 + int(rng.random() * 3)
        places = [int(rng.random() * count) for _ in cited]
        lines: list[str] = []
        point = 0
        for chapter in range(count):
            mine = "".join(sentence for at, sentence in zip(places, cited, strict=True) if at == chapter)
            heading = words.headings[(chapter * 3 + self._heading.index) % len(words.headings)]
            if flat:
                lines.append(f"{ORDINALS[chapter + 1]}、{heading}。{self._filling()}{mine}")
                continue
            lines.append(f"{ORDINALS[chapter + 1]}、{heading}")
            for step in range(1 + int(rng.random() * 2)):
                point += 1
                name = words.points[(point * 5 + self._heading.index) % len(words.points)]
                own = "" if step else mine
                lines.append(f"（{ORDINALS[point]}）{name}。{self._filling()}{own}{self.say(words.duties)}")
        return lines

    def _filling(self) -> str:
        sentences = phrases().sentences
        text = self.say(sentences)
        return text + self.say(sentences) if self._rng.random() < 0.4 else text


class _Blanks(dict[str, str]):
    """What a template may ask for; made when it does, since most ask for little."""

    def __init__(self, heading: Heading, rng: Random, answering: str) -> None:
        super().__init__()
        self._heading = heading
        self._rng = rng
        self._answering = answering

    def __missing__(self, name: str) -> str:
        heading, chance = self._heading, self._rng.random()
        place = heading.place
        match name:
            case "a":
                return str(10 * (1 + int(chance * 90)))
            case "b":
                return str(2 + int(chance * 18))
            case "n":
                return ORDINALS[2 + int(chance * 19)]
            case "day":
                return plain_day(heading.day + timedelta(days=30 + int(chance * 700)))
            case "m":
                return self._answering
            case "s":
                return heading.subject
            case "o":
                return heading.object
            case "k":
                return heading.kind
            case "p":
                return place.word if place else "国"
            case "gov":
                return bodies.government(place, office=False).near if place else "国务院"
        raise KeyError(name)


def _answering(heading: Heading) -> str:
    """The body that answers for the provisions, by the name that it has at home."""
    line = topic_of(heading.index // CASCADE).line
    return bodies.department(heading.place, line).near if heading.place else bodies.ministry(line).cited
