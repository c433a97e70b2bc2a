"""How a document is cited: by title, by number, by both, by the text that it issues, with a short name for later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.country.bodies import Body, Place, government
from benchmarks.country.grammar import Line, grammar
from benchmarks.country.model import CASCADE, Country, Heading, Role, pick
from benchmarks.country.noise import Scanner
from benchmarks.country.plan import root_of
from benchmarks.country.topics import cascades_on, object_again, topic_of
from graph_builder.model import Level, RelationType, Scope

_FIRST_MARK = 0xE000
"""Places of citations are marked in the text by private characters, so that their lines can be told in the end."""
_LAST_MARK = 0xF8FF


@dataclass(frozen=True, slots=True)
class Outside:
    """A document that is cited and not in the input: a law, or one from before the ten years."""

    title: str
    number: str | None
    issuers: str
    law: bool = False


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A title that several documents bear, and nothing says which is meant."""

    title: str
    candidates: tuple[Heading, ...]


Target = Heading | Outside | Doubtful


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that the text states. ``how`` the target is cited, ``words`` the citation, ``mark`` its place."""

    type: RelationType
    scope: Scope
    target: Target
    how: str
    words: str
    mark: int


class Citer:
    """Prints citations in the text of ``source`` and keeps what they state."""

    def __init__(self, country: Country, source: Heading, rng: Random, scanner: Scanner) -> None:
        self._country = country
        self._source = source
        self._rng = rng
        self._scanner = scanner
        self.claims: list[Claim] = []
        self.short: str | None = None
        """The short name that the text has defined: 《意见》."""

    def row(
        self, kind: RelationType, scope: Scope, targets: Sequence[Target], *, titled: bool = False, named: bool = False
    ) -> str:
        """《A》（1号）、《B》和《C》. ``titled``: never by number alone; ``named``: with a short name for later."""
        printed = [self._cite(kind, scope, target, titled, named and len(targets) == 1) for target in targets]
        if len(printed) == 1:
            return printed[0]
        return "、".join(printed[:-1]) + pick(self._rng, ("和", "、", "以及")) + printed[-1]

    def _cite(self, kind: RelationType, scope: Scope, target: Target, titled: bool, named: bool) -> str:
        mark = len(self.claims)
        if mark > _LAST_MARK - _FIRST_MARK:
            raise ValueError("a document cites more than its marks can tell apart")
        if isinstance(target, Heading):
            words, how, meant = self._heading(target, titled, named)
        elif isinstance(target, Outside):
            words, how = self._outside(target)
            meant = target
        else:
            words, how, meant = f"《{target.title}》", "title", target
        self.claims.append(Claim(kind, scope, meant, how, words, mark))
        return chr(_FIRST_MARK + mark) + words

    # -- documents of the country -------------------------------------------------------------------------------

    def _heading(self, target: Heading, titled: bool, named: bool) -> tuple[str, str, Target]:
        chance = self._rng.random()
        if chance < 0.18 and not titled:
            return self._by_number(target), "number", target
        if chance < 0.38 and (by_title := self._by_title(target)) is not None:
            return by_title
        if target.issued is not None and chance < 0.6:
            title, issuers = self._scanner.title(target.issued), ""
        else:
            title = self._scanner.title(_inside(target.title))
            issuers = self._issuers(target)
        number = self._bracketed(target, bool(issuers))
        if self._rng.random() < 0.3 and issuers:
            words = f"{self._near(target)}《{title}{self._scanner.closing()}"
        else:
            words = f"《{issuers}{title}{self._scanner.closing()}"
        return f"{words}（{number}{self._shortly(target, named)}）", "both", target

    def _issuers(self, target: Heading) -> str:
        """What stands before 关于 in 《》; nothing for rules, which begin with their own name, and now and then."""
        if target.form in ("order", "rule") or self._rng.random() < 0.2:
            return ""
        return target.together if self._rng.random() < 0.6 else target.together.replace(" ", "")

    def _near(self, target: Heading) -> str:
        """The issuers in front of the title, by the names that they go by here: 省财政厅."""
        here, there = self._source.place, target.place
        if here is None or there is None or here.province != there.province:
            return "、".join(body.cited for body in target.issuers)
        if there.level is not Level.PROVINCIAL and here.name != there.name:
            return "、".join(body.cited for body in target.issuers)
        return "、".join(body.near for body in target.issuers)

    def _by_number(self, target: Heading) -> str:
        number = self._scanner.number(self._spaced(target))
        return number + pick(self._rng, ("", "文件", "文"))

    def _spaced(self, target: Heading) -> str:
        """An announcement's number with its issuers apart, an order's with a short name, now and then."""
        if target.form == "order" and self._rng.random() < 0.5:
            return target.number.replace(target.issuers[0].name, target.issuers[0].cited)
        if target.kind == "公告" and self._rng.random() < 0.5:
            return " ".join(body.cited for body in target.issuers) + target.number[target.number.index("公告") :]
        return target.number

    def _bracketed(self, target: Heading, issuers_told: bool) -> str:
        if target.kind == "公告" and issuers_told:
            tail = target.number[target.number.index("公告") :]
            return self._scanner.number(pick(self._rng, (self._spaced(target), tail, tail.removeprefix("公告"))))
        return self._scanner.number(self._spaced(target))

    def _shortly(self, target: Heading, named: bool) -> str:
        if not named or self.short is not None or self._rng.random() < 0.5:
            return ""
        self.short = f"《{target.kind}》"
        return f"，{pick(self._rng, ('以下简称', '以下称', '下称'))}{self.short}"

    def _by_title(self, target: Heading) -> tuple[str, str, Target] | None:
        """By the title alone, where nobody else has it; or, for a policy that came again, in true doubt."""
        topic = topic_of(target.index // CASCADE)
        alone = target.alone and object_again(topic) >= self._country.begun_by(self._source.day)
        if target.form in ("order", "rule", "rules") and not alone:
            return None
        if alone:
            title = (
                target.issued if target.issued and self._rng.random() < 0.4 else target.together + _inside(target.title)
            )
            if target.form in ("order", "rule"):
                title = target.title
            return f"《{self._scanner.title(title)}》", "title", target
        if target.role is not Role.ROOT or topic.general:
            return None
        others = [
            root
            for cascade in cascades_on(topic, self._country.begun_by(self._source.day))
            if (root := root_of(self._country, cascade)).title == target.title
            and root.issuers == target.issuers
            and root.day <= self._source.day
        ]
        meant: Target = target if len(others) == 1 else Doubtful(target.title, tuple(others))
        return f"《{target.full_title}》", "title", meant

    # -- documents outside --------------------------------------------------------------------------------------

    def _outside(self, target: Outside) -> tuple[str, str]:
        if target.number is None or (self._rng.random() < 0.15 and not target.law):
            return f"《{target.issuers}{target.title}》", "title"
        issuers = target.issuers if self._rng.random() < 0.6 else ""
        return f"《{issuers}{target.title}{self._scanner.closing()}（{self._scanner.number(target.number)}）", "both"


def law_of(line: Line, rng: Random) -> Outside:
    """A law of the line of work."""
    return Outside(pick(rng, line.laws), None, "", law=True)


def former_of(body: Body, rng: Random) -> Outside:
    """A document of a body from before the ten years. One number always belongs to one title."""
    words = grammar()
    which = int(rng.random() * len(words.former))
    letters = body.letters[which % len(body.letters)]
    year = 2006 + (which * 5 + len(body.name)) % 9
    return Outside(f"关于{words.former[which]}的通知", f"{letters}〔{year}〕{which * 7 + 3}号", body.cited)


def former_rules_of(place: Place, rng: Random) -> Outside:
    """Rules of a place from before the ten years, by their own name and the number of its government."""
    words = grammar()
    which = int(rng.random() * len(words.former_rules))
    body = government(place, office=False)
    year = 2006 + (which * 4 + len(place.name)) % 9
    return Outside(f"{place.name}{words.former_rules[which]}管理办法", f"{body.letters[0]}〔{year}〕{60 + which}号", "")


def mark_of(sign: str) -> int:
    """The place among the claims of the citation that a private character marks."""
    return ord(sign) - _FIRST_MARK


def _inside(title: str) -> str:
    return title.replace("《", "〈").replace("》", "〉")
