"""The headings of a cascade: a national policy, what is added to it, and what provinces and cities make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from benchmarks.country import bodies
from benchmarks.country.bodies import Body, Place
from benchmarks.country.grammar import grammar
from benchmarks.country.model import CASCADE, Country, Heading, Role, pick
from benchmarks.country.numbering import Numbering
from benchmarks.country.topics import Topic, topic_of

NATIONAL = 5
"""Documents of the nation, at the head of a cascade."""
_BLOCK = 7
_BLOCKS = (CASCADE - NATIONAL) // _BLOCK
_WIDE_EVERY = 4
"""Every fourth cascade goes out to all provinces, which issue by the same title."""
_SHARED = ("国发", "国办发")


@lru_cache(maxsize=1024)
def cascade_of(country: Country, number: int) -> tuple[Heading, ...]:
    """The headings of a cascade, as far as the country reaches. Each builds on such before it only."""
    count = min(CASCADE, country.documents - number * CASCADE)
    return tuple(_Planner(country, number).headings(count))


@lru_cache(maxsize=4096)
def root_of(country: Country, number: int) -> Heading:
    """The first document of a cascade, without the rest of it."""
    return next(iter(_Planner(country, number).headings(1)))


class _Planner:
    """Makes headings one after the other; ``_made`` are those that are done."""

    def __init__(self, country: Country, number: int) -> None:
        self._country = country
        self._number = number
        self._rng = country.rng(1, number)
        self._numbering = Numbering(country, number)
        self._topic: Topic = topic_of(number)
        self._made: list[Heading] = []

    def headings(self, count: int) -> list[Heading]:
        makers = self._makers()
        while len(self._made) < count:
            self._made.append(next(makers))
        return self._made

    def _makers(self) -> Iterator[Heading]:
        yield self._root()
        yield self._follow()
        yield self._prolong()
        yield self._clear()
        yield self._side()
        if self._number % _WIDE_EVERY == _WIDE_EVERY - 1:
            yield from self._everywhere()
        else:
            for place in self._provinces():
                yield from self._block(place)

    # -- what all headings share --------------------------------------------------------------------------------

    def _heading(
        self, role: Role, form: str, issuers: tuple[Body, ...], day: date, title: str, number: str | None = None
    ) -> Heading:
        topic = self._topic
        return Heading(
            index=self._number * CASCADE + len(self._made),
            role=role,
            form=form,
            issuers=issuers,
            day=day,
            number=number or self._lettered(issuers[0], day),
            title=title,
            kind=_kind(title),
            subject=topic.subject,
            object=topic.object,
            alone=topic.first,
        )

    def _lettered(self, body: Body, day: date, *, guest: bool = False) -> str:
        letters = pick(self._rng, body.letters)
        return self._numbering.lettered(letters, day, shared=letters in _SHARED or "政" in letters, guest=guest)

    def _later(self, than: Heading, least: int, most: int) -> date:
        return than.day + timedelta(days=least + int(self._rng.random() * (most - least)))

    def _maybe(self, share: float) -> bool:
        return self._rng.random() < share

    # -- the nation ---------------------------------------------------------------------------------------------

    def _root(self) -> Heading:
        topic = self._topic
        own = bodies.ministry(topic.line)
        day = self._country.start(self._number) + timedelta(days=int(self._rng.random() * 20))
        forms = ("notice", "announcement", "joint")
        form = pick(self._rng, forms if topic.general else (*forms, "opinion", "opinion", "rules", "order"))
        if form == "opinion":
            body = bodies.state_council(office=self._maybe(0.7))
            kind = pick(self._rng, ("意见", "指导意见", "若干意见"))
            return self._heading(Role.ROOT, form, (body,), day, f"关于{topic.subject}的{kind}")
        if form == "joint":
            return self._heading(Role.ROOT, "notice", self._joined(own), day, f"关于{topic.subject}的通知")
        if form == "announcement":
            issuers = (own, bodies.partners()[0]) if self._maybe(0.5) else (own,)
            number = self._numbering.announced(issuers, day)
            return self._heading(Role.ROOT, form, issuers, day, f"关于{topic.subject}的公告", number)
        if form == "rules":
            issued = f"{topic.object}管理{pick(self._rng, ('办法', '暂行办法', '实施细则'))}"
            made = self._heading(Role.ROOT, form, (own,), day, f"关于印发《{issued}》的通知")
            return replace(made, issued=issued)
        if form == "order":
            title = f"{topic.object}{pick(self._rng, ('管理办法', '监督管理办法', '管理规定'))}"
            return self._heading(Role.ROOT, form, (own,), day, title, self._numbering.ordered(own, day))
        return self._heading(Role.ROOT, form, (own,), day, f"关于{topic.subject}的通知")

    def _joined(self, own: Body) -> tuple[Body, ...]:
        lines = grammar().lines
        others = [*(bodies.ministry(line) for line in lines), *bodies.partners()]
        first = int(self._rng.random() * len(others))
        chosen = [others[(first + step * 3) % len(others)] for step in range(1 + int(self._rng.random() * 4))]
        return (own, *(body for body in dict.fromkeys(chosen) if body is not own))

    def _follow(self) -> Heading:
        root, topic = self._made[0], self._topic
        own = bodies.ministry(topic.line)
        day = self._later(root, 12, 50)
        if root.issuers[0] is own:
            title, form = f"关于{topic.object}有关问题的补充通知", "supplement"
        elif self._maybe(0.4):
            title, form = f"关于贯彻落实《{root.named}》的通知", "notice"
        else:
            title, form = f"关于做好{topic.object}落实工作的通知", "notice"
        return replace(self._heading(Role.FOLLOW, form, (own,), day, title), after=(0,))

    def _prolong(self) -> Heading:
        root, name = self._made[0], self._topic.object
        day = self._later(root, 260, 420)
        issuers = root.issuers if root.form in ("announcement", "notice") else (bodies.ministry(self._topic.line),)
        kind = "公告" if root.form == "announcement" else "通知"
        number = self._numbering.announced(issuers, day) if kind == "公告" else None
        title = pick(
            self._rng,
            (
                f"关于延长{name}政策执行期限的{kind}",
                f"关于延续实施{name}有关政策的{kind}",
                f"关于继续执行{name}扶持政策的{kind}",
            ),
        )
        form = "announcement" if kind == "公告" else "notice"
        return replace(self._heading(Role.PROLONG, form, issuers, day, title, number), after=(0,))

    def _clear(self) -> Heading:
        day = self._later(self._made[0], 500, 640)
        act = pick(self._rng, ("废止和修改", "公布废止和修改", "废止、修改"))
        title = f"关于{act}部分{pick(self._rng, ('规范性文件', '文件'))}的{pick(self._rng, ('决定', '通知'))}"
        return replace(self._heading(Role.CLEAR, "list", (bodies.ministry(self._topic.line),), day, title), alone=False)

    def _side(self) -> Heading:
        lines = grammar().lines
        at = (lines.index(self._topic.line) + 1 + self._number % (len(lines) - 1)) % len(lines)
        day = self._later(self._made[0], 30, 200)
        title = f"关于协同推进{self._topic.object}的通知"
        body = bodies.ministry(lines[at])
        number = self._lettered(body, day, guest=True)
        made = self._heading(Role.SIDE, "notice", (body,), day, title, number)
        return replace(made, after=(0,))

    # -- provinces ----------------------------------------------------------------------------------------------

    def _provinces(self) -> list[Place]:
        every = bodies.provinces()
        first = self._number * _BLOCKS + self._number // len(every)
        return [every[(first + step) % len(every)] for step in range(_BLOCKS)]

    def _everywhere(self) -> Iterator[Heading]:
        """All provinces, and a few of their cities."""
        root, places = self._made[0], bodies.provinces()
        same = root.form == "notice" and self._maybe(0.5)
        form = "same" if same else pick(self._rng, ("notice", "opinion"))
        for place in places:
            yield self._local(place, form)
        for step in range(CASCADE - NATIONAL - len(places)):
            at = (self._number * 4 + step * 7) % len(places)
            yield self._city(NATIONAL + at, places[at])

    def _block(self, place: Place) -> Iterator[Heading]:
        """A province: its document, one forwarded, a later one, a city, a district, something special, a bureau."""
        first = len(self._made)
        special = pick(self._rng, ("letter", "reply", "rule", "twin"))
        later = "twin" if special == "twin" else pick(self._rng, ("prolong", "supplement", "amend", "end"))
        yield self._local(place, pick(self._rng, ("opinion", "plan", "notice", "nested")))
        yield self._forward(place)
        yield self._changing(later, first, place)
        yield self._city(first, place)
        yield self._district(first + 3)
        yield self._special(special, first, place)
        yield self._bureau(first, twins=special == "twin")

    def _local(self, place: Place, form: str) -> Heading:
        topic, root = self._topic, self._made[0]
        day = self._later(self._made[1], 8, 80)
        issuers: tuple[Body, ...] = (bodies.department(place, topic.line),)
        issued = None
        if form == "opinion":
            issuers = (bodies.government(place, office=self._maybe(0.5)),)
            title = f"关于{topic.subject}的实施意见"
        elif form == "plan":
            issuers = (bodies.government(place, office=True),)
            issued = f"{place.name}{topic.object}实施方案"
            title = f"关于印发《{issued}》的通知" if self._maybe(0.5) else f"关于印发{issued}的通知"
        elif form == "nested":
            title = f"关于贯彻落实《{_inside(root.named)}》的通知"
        elif form == "same":
            title = root.title
        else:
            title = f"关于做好{topic.object}有关工作的通知"
        if form in ("notice", "same") and self._maybe(0.3):
            lines = grammar().lines
            at = (lines.index(topic.line) + 1 + self._number % (len(lines) - 1)) % len(lines)
            issuers = (*issuers, bodies.department(place, lines[at]))
        after = (0, 1) if self._maybe(0.4) else (0,)
        made = self._heading(Role.LOCAL, form, issuers, day, title)
        return replace(made, issued=issued, after=after)

    def _forward(self, place: Place) -> Heading:
        target = self._made[1]
        day = self._later(target, 6, 40)
        body = bodies.department(place, self._topic.line)
        bare = self._maybe(0.5) and "《" not in target.title
        title = f"转发{target.full_title}" if bare else f"关于转发《{_inside(target.full_title)}》的通知"
        form = "whole" if self._maybe(0.3) else "short"
        return replace(self._heading(Role.FORWARD, form, (body,), day, title), after=(1,))

    def _changing(self, form: str, first: int, place: Place) -> Heading:
        local, name = self._made[first], self._topic.object
        day = self._later(local, 90, 260)
        titles = {
            "prolong": f"关于延长{name}政策有效期的通知",
            "supplement": f"关于{name}有关事项的补充通知",
            "amend": f"关于调整{name}有关标准的通知",
            "end": f"关于进一步改进{name}的通知",
            "twin": f"关于组织{name}排查整治的通知",
        }
        issuers = (bodies.department(place, self._topic.line),) if form == "twin" else local.issuers
        after = (0,) if form == "twin" else (first,)
        return replace(self._heading(Role.LATER, form, issuers, day, titles[form]), after=after)

    def _city(self, local: int, place: Place) -> Heading:
        city = pick(self._rng, bodies.cities(place.name))
        day = self._later(self._made[local], 12, 80)
        issued = f"{city.name}{self._topic.object}{pick(self._rng, ('工作方案', '若干措施'))}"
        title = f"关于印发《{issued}》的通知" if self._maybe(0.4) else f"关于印发{issued}的通知"
        made = self._heading(Role.CITY, "plan", (bodies.government(city, office=True),), day, title)
        return replace(made, issued=issued, after=(local, 0) if self._maybe(0.6) else (local,))

    def _district(self, above: int) -> Heading:
        city = self._made[above].place
        assert city is not None, "a city's document has a place"
        day = self._later(self._made[above], 10, 60)
        below = bodies.districts(city)
        if not below:
            title = f"关于分解落实{self._topic.object}任务的通知"
            made = self._heading(Role.DISTRICT, "notice", (bodies.department(city, self._topic.line),), day, title)
            return replace(made, after=(above,))
        place = pick(self._rng, below)
        issued = f"{place.division.printed}{self._topic.object}实施方案"
        title = f"关于印发《{issued}》的通知"
        made = self._heading(Role.DISTRICT, "plan", (bodies.government(place, office=True),), day, title)
        return replace(made, issued=issued, after=(above,))

    def _special(self, form: str, first: int, place: Place) -> Heading:
        topic, city = self._topic, self._made[first + 3]
        assert city.place is not None, "a city's document has a place"
        day = self._later(city, 40, 160)
        if form == "letter":
            body = bodies.department(place, topic.line)
            number = self._numbering.lettered(body.letters[0].removesuffix("函") + "函", day, shared=False)
            title = f"关于推广{city.place.name}{topic.object}经验做法的函"
            return replace(self._heading(Role.SPECIAL, form, (body,), day, title, number), after=(first + 3,))
        if form == "reply":
            body = bodies.government(place, office=False)
            number = self._numbering.lettered(place.letters + "政函", day, shared=True)
            title = f"关于同意{city.place.name}开展{topic.object}试点的批复"
            return replace(self._heading(Role.SPECIAL, form, (body,), day, title, number), after=(first, first + 3))
        if form == "rule":
            body = bodies.government(place, office=False)
            title = f"{place.name}{topic.object}管理办法"
            number = self._numbering.ordered(body, day)
            return replace(self._heading(Role.SPECIAL, form, (body,), day, title, number), after=(0,))
        twin = self._made[first + 2]
        lines = grammar().lines
        other = lines[(lines.index(topic.line) + 1) % len(lines)]
        body = bodies.department(place, other)
        day = self._later(twin, 0, 20)
        number = self._lettered(body, day, guest=True)
        return replace(self._heading(Role.SPECIAL, form, (body,), day, twin.title, number), after=(0,))

    def _bureau(self, first: int, *, twins: bool) -> Heading:
        city = self._made[first + 3]
        assert city.place is not None, "a city's document has a place"
        known = [city, self._made[first + 2], self._made[first + 5]] if twins else [city]
        latest = max(known, key=lambda made: made.day)
        title = f"关于进一步做好{self._topic.object}的通知"
        body = bodies.department(city.place, self._topic.line)
        made = self._heading(
            Role.DEPARTMENT, "doubtful" if twins else "notice", (body,), self._later(latest, 10, 60), title
        )
        return replace(made, after=(first, first + 2, first + 5) if twins else (first, first + 3))


def _inside(title: str) -> str:
    """A title that stands within 《》 (GB/T 15834-2011, 4.15)."""
    return title.replace("《", "〈").replace("》", "〉")


_KINDS = ("通知", "意见", "公告", "决定", "批复", "函", "办法", "规定", "细则")


def _kind(title: str) -> str:
    return next(kind for kind in _KINDS if title.endswith(kind))
