"""Document numbers: no two documents of a body have the same one in a year, and none needs to know the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from benchmarks.country.bodies import Body
from benchmarks.country.grammar import grammar
from benchmarks.country.model import Country

_A_YEAR = 4
"""Numbers that a cascade may use up in one series and year."""
_FIRST_ORDER = 40


class Numbering:
    """Gives the numbers of one cascade.

    A series that only the cascades of one line use runs by their rank, one that all use (国办发) by the cascade.
    """

    def __init__(self, country: Country, cascade: int) -> None:
        self._country = country
        self._cascade = cascade
        self._used: Counter[tuple[str, int]] = Counter()

    def lettered(self, letters: str, day: date, *, shared: bool, guest: bool = False) -> str:
        """国办发〔2021〕5号. Even numbers for the body's own line of work, odd ones for a ``guest`` in another's."""
        base = (sum(map(ord, letters)) + day.year) % 11 * 2
        if guest:
            running = 2 * (self._cascade - self._country.first_in(day.year)) + 1
        else:
            running = 2 * self._running(letters, day.year, shared)
        return f"{letters}〔{day.year}〕{base + running}号"

    def announced(self, issuers: Sequence[Body], day: date) -> str:
        """财政部税务总局公告2021年第5号: all bodies count from one, so that many have a fifth."""
        names = "".join(body.cited for body in issuers)
        return f"{names}公告{day.year}年第{self._running(names, day.year, False)}号"

    def ordered(self, body: Body, day: date) -> str:
        """财政部令第98号, 河北省人民政府令〔2021〕第3号."""
        if body.place is None:
            return f"{body.name}令第{_FIRST_ORDER + self._cascade // len(grammar().lines)}号"
        return f"{body.name}令〔{day.year}〕第{self._running(body.name, day.year, True)}号"

    def _running(self, series: str, year: int, shared: bool) -> int:
        lines = 1 if shared else len(grammar().lines)
        rank = self._cascade // lines - self._country.first_in(year) // lines
        used = self._used[series, year]
        self._used[series, year] += 1
        if used >= _A_YEAR:
            raise ValueError(f"{series} {year}: a cascade takes more than {_A_YEAR} numbers; raise the limit")
        return rank * _A_YEAR + used + 1
