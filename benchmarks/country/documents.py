"""The text of a document, and what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from benchmarks.country import bodies
from benchmarks.country.citing import (
    Citer,
    Claim,
    Doubtful,
    Outside,
    Target,
    former_of,
    former_rules_of,
    law_of,
    mark_of,
)
from benchmarks.country.grammar import grammar, phrases
from benchmarks.country.layout import ORDINALS, chinese_day, closed, heading_lines, order_lines, plain_day
from benchmarks.country.model import CASCADE, Country, Heading, Role, pick
from benchmarks.country.noise import Scanner
from benchmarks.country.plan import NATIONAL, cascade_of
from benchmarks.country.topics import topic_of
from benchmarks.country.wording import Wording
from graph_builder.model import RelationType, Scope

_MARKS = re.compile("[\ue000-\uf8ff]")
_WHOLE, _PART = Scope.DOCUMENT, Scope.CLAUSE
_CHANGES = {"prolong": RelationType.EXTENDS, "supplement": RelationType.SUPPLEMENTS}


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its heading, its lines, and each relation that it states with the line of the citation."""

    heading: Heading
    lines: tuple[str, ...]
    claims: tuple[tuple[Claim, int], ...]


def make(country: Country, index: int) -> Made:
    """The document with this index, below the number of documents of the country."""
    heading = cascade_of(country, index // CASCADE)[index % CASCADE]
    rng = country.rng(3, index)
    scanner = Scanner(rng, country.noise)
    writer = _Writer(country, heading, rng, scanner)
    paragraphs = writer.paragraphs()
    marked = list(scanner.pages(paragraphs, heading.full_title)) if scanner.scan else paragraphs
    places: dict[int, int] = {}
    for number, line in enumerate(marked, 1):
        for sign in _MARKS.findall(line):
            places[mark_of(sign)] = number
    lines = tuple(_MARKS.sub("", line) for line in marked)
    return Made(heading, lines, tuple(_edges(writer.citer.claims, places)))


def _edges(claims: Sequence[Claim], places: dict[int, int]) -> Iterator[tuple[Claim, int]]:
    """One claim per type and target, one for the whole document first; a mention only where nothing else is said."""
    claims = [_told(claim, claims) for claim in claims]
    seen: set[tuple[RelationType, Target]] = set()
    telling = {claim.target for claim in claims if claim.type is not RelationType.CITES}
    for claim in sorted(claims, key=lambda claim: claim.scope is _PART):
        key = (claim.type, claim.target)
        if key in seen or (claim.type is RelationType.CITES and claim.target in telling):
            continue
        seen.add(key)
        yield claim, places[claim.mark]


def _told(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A claim of a title that several bear means the one that the same document cites by its number."""
    if isinstance(claim.target, Doubtful):
        told = {other.target for other in claims if other.how in ("number", "both")} & set(claim.target.candidates)
        if len(told) == 1:
            return replace(claim, target=told.pop())
    return claim


@dataclass(frozen=True, slots=True)
class _Content:
    """What a document says: its opening, what its provisions cite, whether its end repeals something."""

    opening: str
    cited: tuple[str, ...] = ()
    repeals: bool = False


class _Writer:
    """Writes one document: heading, opening, provisions, closing, signature."""

    def __init__(self, country: Country, heading: Heading, rng: Random, scanner: Scanner) -> None:
        self._country = country
        self._heading = heading
        self._cascade = cascade_of(country, heading.index // CASCADE)
        self._rng = rng
        self._scanner = scanner
        self._line = topic_of(heading.index // CASCADE).line
        self._wording = Wording(heading, rng, scanner)
        self.citer = Citer(country, heading, rng, scanner)

    def paragraphs(self) -> list[str]:
        """The document, a string for each paragraph; citations are marked."""
        heading = self._heading
        match heading.form:
            case "order" | "rule":
                return self._order()
            case "rules":
                return self._issuing(self._articles())
            case "plan":
                return self._issuing(self._plan())
            case "list":
                return self._framed(self._cleared())
            case "reply":
                return self._framed(self._reply())
            case "amend":
                return self._framed(self._amended())
        content = self._content()
        body = [content.opening, *self._wording.provisions(content.cited), *self._closing(content.repeals)]
        return self._framed(body, self._annexed() if heading.form == "whole" else ())

    def _maybe(self, share: float) -> bool:
        return self._rng.random() < share

    # -- frames -------------------------------------------------------------------------------------------------

    def _framed(self, body: Sequence[str], behind: Sequence[str] = ()) -> list[str]:
        return [*heading_lines(self._heading, self._rng, self._scanner), *body, *self._signed(), *behind]

    def _signed(self) -> list[str]:
        heading = self._heading
        names = [body.cited if body.place is None else body.name for body in heading.issuers]
        lines = ["", *closed(heading.kind, self._rng), ""]
        lines += [" ".join(names)] if self._maybe(0.4) and not self._scanner.scan else names
        lines.append(chinese_day(heading.day) if self._maybe(0.15) else plain_day(heading.day))
        return [*lines, "", "（此件公开发布）"] if self._maybe(0.4) else lines

    def _issuing(self, text: Sequence[str]) -> list[str]:
        """A notice that issues a text, and the text."""
        issued = self._heading.issued or ""
        marked = self._scanner.title(issued)
        opening = pick(
            self._rng,
            (
                f"现将《{marked}》印发给你们，请结合实际认真组织实施。",
                f"《{marked}》已经研究同意，现印发给你们，请遵照执行。",
                f"我们制定了《{marked}》，现印发给你们，请认真贯彻执行。",
            ),
        )
        return self._framed([opening], ["", issued, "", *text])

    def _order(self) -> list[str]:
        start = self._heading.day + timedelta(days=30 + int(self._rng.random() * 60))
        head = order_lines(self._heading, self._rng, self._scanner, start)
        return [*head, "", self._heading.title, "", *self._articles()]

    def _annexed(self) -> list[str]:
        """The forwarded document in full; what it cites is said by it, not here."""
        target = self._cascade[self._heading.after[0]]
        clear = replace(self._country, noise=0.0)
        inner = _Writer(clear, target, self._country.rng(3, target.index), Scanner(Random(target.index), 0.0))
        lines = (_MARKS.sub("", line) for line in inner.paragraphs())
        return ["", "附件", "", *(line for line in lines if not line.endswith("文件"))]

    # -- what a document says -----------------------------------------------------------------------------------

    def _content(self) -> _Content:
        heading = self._heading
        after = [self._cascade[at] for at in heading.after]
        match heading.role, heading.form:
            case Role.ROOT, _:
                return self._policy()
            case _, "prolong" | "supplement":
                return _Content(self._opening(_CHANGES[heading.form], after), self._mentions(0.3))
            case Role.PROLONG, _:
                return _Content(self._opening(RelationType.EXTENDS, after), self._prolonged_too())
            case Role.SIDE, _:
                kind = RelationType.IMPLEMENTS if self._maybe(0.6) else RelationType.CITES
                return _Content(self._unmotivated(), (self._clause(kind, after[0]), *self._mentions(0.5)))
            case Role.FORWARD, _:
                return _Content(self._opening(RelationType.FORWARDS, after), self._mentions(0.3))
            case _, "letter":
                return _Content(self._opening(RelationType.FORWARDS, after, "SPREAD"))
            case _, "end":
                return _Content(self._carrying(self._cascade[:1]), repeals=True)
            case _, "doubtful":
                twins = Doubtful(after[1].title, (after[1], after[2]))
                return _Content(self._carrying(after[:1]), (self._clause(RelationType.IMPLEMENTS, twins),))
        return _Content(self._carrying(after), self._mentions(0.6), self._maybe(0.2))

    def _policy(self) -> _Content:
        """A national document that begins something."""
        opening = self._opening(RelationType.BASED_ON, self._laws()) if self._maybe(0.45) else self._unmotivated()
        return _Content(opening, (*self._mentions(1), *self._mentions(0.4)), self._maybe(0.35))

    def _unmotivated(self) -> str:
        return self._wording.say(phrases().openings["NONE"])

    def _opening(self, kind: RelationType, targets: Sequence[Target], style: str | None = None) -> str:
        titled = kind in (RelationType.FORWARDS, RelationType.SUPPLEMENTS, RelationType.AMENDS)
        row = self.citer.row(kind, _WHOLE, targets, titled=titled, named=True)
        return self._wording.say(phrases().openings[style or kind.value], row)

    def _carrying(self, targets: Sequence[Heading]) -> str:
        """An opening that carries out; 根据 rules and orders would say that it rests on them (BASED_ON)."""
        chance = self._rng.random()
        if any(target.form in ("order", "rule", "rules") for target in targets):
            return self._opening(RelationType.IMPLEMENTS, targets)
        if chance < 0.1 and len(targets) == 1:
            row = self.citer.row(RelationType.IMPLEMENTS, _WHOLE, targets, titled=True)
            return self._wording.say(phrases().openings["IMPLEMENTS_RECALLED"], row)
        return self._opening(RelationType.IMPLEMENTS, targets, "IMPLEMENTS_ASKED" if chance < 0.45 else None)

    def _clause(self, kind: RelationType, target: Target) -> str:
        return self._wording.say(phrases().clauses[kind.value], self.citer.row(kind, _PART, [target]))

    def _prolonged_too(self) -> tuple[str, ...]:
        earlier = self._earlier(Role.ROOT) if self._maybe(0.4) else None
        return (self._clause(RelationType.EXTENDS, earlier),) if earlier else ()

    def _reply(self) -> list[str]:
        heading = self._heading
        local, city = (self._cascade[at] for at in heading.after)
        assert city.place is not None, "a reply answers a city"
        asking = bodies.government(city.place, office=False)
        number = f"{asking.letters[0]}〔{heading.day.year}〕{700 + heading.index}号"
        request = Outside(f"关于开展{heading.object}试点的请示", number, asking.name)
        row = self.citer.row(RelationType.CITES, _WHOLE, [request], titled=True)
        opening = self._wording.say(phrases().openings["CITES_REQUEST"], row, place=city.place.word)
        return [opening, *self._wording.provisions([self._clause(RelationType.IMPLEMENTS, local)], few=True)]

    def _closing(self, repeals: bool) -> list[str]:
        if repeals:
            row = self.citer.row(RelationType.REPEALS, _WHOLE, [self._ended()], titled=True)
            return [self._wording.say(phrases().closings["REPEALS"], row)]
        lines = []
        if self.citer.short is not None and self._maybe(0.5):
            lines.append(f"各地要加强对{self.citer.short}落实情况的跟踪问效。")
        return [*lines, self._wording.say(phrases().closings["NONE"])] if self._maybe(0.6) else lines

    # -- rules, plans, lists ------------------------------------------------------------------------------------

    def _articles(self) -> list[str]:
        """A text in articles: the purpose, what follows, and the day from which it holds."""
        heading, words, say = self._heading, phrases(), self._wording.say
        kind = (heading.issued or heading.title)[-2:]
        carried = [self._cascade[at] for at in heading.after] if self._maybe(0.5) else []
        relation = RelationType.IMPLEMENTS if carried else RelationType.BASED_ON
        row = self.citer.row(relation, _WHOLE, carried or self._laws(), titled=True)
        lines = [say(words.purposes[relation.value], row, kind=kind)]
        lines += [say(words.articles, kind=kind) for _ in range(4 + int(self._rng.random() * 4))]
        lines[-1] += "".join(self._mentions(0.6))
        if self._maybe(0.5):
            row = self.citer.row(RelationType.REPEALS, _PART, [self._ended()], titled=True)
            lines.append(say(words.closings["REPEALS"], row, kind=kind))
        else:
            lines.append(say(words.closings["NONE"][:2], kind=kind))
        return [f"第{ORDINALS[at]}条 {line}" for at, line in enumerate(lines, 1)]

    def _plan(self) -> list[str]:
        """A plan that a notice issues."""
        heading = self._heading
        kind = "措施" if (heading.issued or "").endswith("措施") else "方案"
        after = [self._cascade[at] for at in heading.after]
        ruled = any(target.form in ("order", "rule", "rules") for target in after)
        templates = phrases().plans["IMPLEMENTS" if ruled else "IMPLEMENTS_ASKED"]
        opening = self._wording.say(templates, self.citer.row(RelationType.IMPLEMENTS, _WHOLE, after), kind=kind)
        return [opening, *self._wording.provisions(self._mentions(0.5))]

    def _cleared(self) -> list[str]:
        """What is repealed and what is amended, in lists."""
        rng, words, own = self._rng, phrases(), self._heading.issuers[0]
        earlier = (self._earlier(Role.FOLLOW), self._earlier(Role.PROLONG, own=True))
        ended: list[Target] = [each for each in earlier if each is not None]
        ended += [former_of(own, rng) for _ in range(1 + int(rng.random() * 2))]
        ended = list(dict.fromkeys(ended))
        changed = self._earlier(Role.ROOT, own=True) or former_of(own, rng)
        lines = [f"为维护政令统一，经清理，现就部分文件{pick(rng, ('作出如下处理', '决定如下', '通知如下'))}："]
        lines.append(pick(rng, words.lists["REPEALS"]))
        for at, target in enumerate(ended, 1):
            row = self.citer.row(RelationType.REPEALS, _PART, [target], titled=True)
            lines.append(f"（{ORDINALS[at]}）{row}{'。' if at == len(ended) else '；'}")
        if changed not in ended:
            row = self.citer.row(RelationType.AMENDS, _PART, [changed], titled=True)
            lines += [pick(rng, words.lists["AMENDS"]), f"（一）{self._wording.say(words.amendments, row)}"]
        return [*lines, f"本{self._heading.kind}自发布之日起施行。"]

    def _amended(self) -> list[str]:
        """What is changed in one document, provision by provision."""
        opening = self._opening(RelationType.AMENDS, [self._cascade[self._heading.after[0]]])
        changes = [self._wording.say(phrases().changes) for _ in range(2 + int(self._rng.random() * 3))]
        return [opening, *(f"{ORDINALS[at]}、{change}" for at, change in enumerate(changes, 1)), *self._closing(False)]

    # -- what is cited ------------------------------------------------------------------------------------------

    def _laws(self) -> list[Outside]:
        return list(dict.fromkeys(law_of(self._line, self._rng) for _ in range(2 if self._maybe(0.3) else 1)))

    def _mentions(self, share: float) -> tuple[str, ...]:
        """With this chance a sentence of a provision that only mentions something."""
        return (self._clause(RelationType.CITES, self._mentioned()),) if self._maybe(share) else ()

    def _mentioned(self) -> Target:
        chance = self._rng.random()
        if chance < 0.35:
            return law_of(self._line, self._rng)
        earlier = self._earlier(Role.ROOT) if chance < 0.75 else None
        if earlier is not None:
            return earlier
        place = self._heading.place
        return former_rules_of(place, self._rng) if place else former_of(self._heading.issuers[0], self._rng)

    def _earlier(self, role: Role, *, own: bool = False) -> Heading | None:
        """A national document of the cascade of the same line before this one, if it was issued by now."""
        lines = grammar().lines
        rank = self._heading.index // CASCADE // len(lines) - 1
        if rank < 0:
            return None
        cascade = rank * len(lines) + (lines.index(self._line) - rank) % len(lines)
        for heading in cascade_of(self._country, cascade)[:NATIONAL]:
            mine = not own or heading.issuers[0] == self._heading.issuers[0]
            if heading.role is role and heading.day < self._heading.day and mine:
                return heading
        return None

    def _ended(self) -> Target:
        """What the document puts an end to: the one that it follows, or an old one of the same body."""
        heading = self._heading
        if heading.form == "end":
            return self._cascade[heading.after[0]]
        if heading.role is Role.ROOT and (earlier := self._earlier(Role.ROOT, own=True)) is not None:
            return earlier
        if heading.form == "rule" and heading.place is not None:
            return former_rules_of(heading.place, self._rng)
        return former_of(heading.issuers[0], self._rng)
