"""Agencies under all their names."""

from __future__ import annotations

from collections.abc import Iterable

from api.questions.standing.once import read_once
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


class AgencyNames:
    """The agencies by all their names: one that a reviewer merged into another counts as that one."""

    def __init__(self, build: Snapshot) -> None:
        self._names: dict[str, str] = {}
        for row in read_once(build, "all_agencies"):
            agency = records.agency(row["agency"])
            self._names |= dict.fromkeys((*agency.also, agency.id, agency.name), agency.name)

    def all_of(self, printed: Iterable[str]) -> list[str]:
        """All names of the agencies that go by some names, these included."""
        wanted = list(printed)
        present = {self.name(each) for each in wanted}
        return list(dict.fromkeys([*wanted, *(name for name, now in self._names.items() if now in present)]))

    def name(self, printed: str) -> str:
        """The name of the agency that goes by ``printed``."""
        return self._names.get(printed, printed)
