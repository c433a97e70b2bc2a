"""Agencies under all their names: read once for each build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest

from api.questions.keeping import keep
from graph_builder.model import Agency, agency_ids
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


class AgencyNames:
    """The agencies by all their names: one that a reviewer merged into another counts as that one."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self.agencies = agencies
        """In the graph's order."""
        self._names: dict[str, str] = {}
        for agency in agencies:
            self._names |= dict.fromkeys((*agency.also, agency.id, agency.name), agency.name)
        self._ids = agency_ids(agencies)

    @classmethod
    def of(cls, build: Snapshot) -> AgencyNames:
        """Those of a build. Raises :class:`~graph_builder.errors.StoreError`."""

        def read() -> AgencyNames:
            return cls([records.agency(row["agency"]) for row in build.read("all_agencies")])

        return keep(build, "AgencyNames", read, lambda names: len(names.agencies))

    def all_of(self, printed: Iterable[str]) -> list[str]:
        """All names of the agencies that go by some names, these included."""
        wanted = list(printed)
        present = {self.name(each) for each in wanted}
        return list(dict.fromkeys([*wanted, *(name for name, now in self._names.items() if now in present)]))

    def name(self, printed: str) -> str:
        """The name of the agency that goes by ``printed``."""
        return self._names.get(printed, printed)

    def id(self, name: str) -> str | None:
        """The id of the agency that goes by a full name; ``None`` where the graph holds none."""
        return self._ids.get(name)

    def like(self, words: str, limit: int) -> list[Agency]:
        """Agencies one of whose names holds ``words``: those whose name begins so first, then the shortest."""
        found = (
            agency
            for agency in self.agencies
            if any(words in name for name in (agency.name, *agency.short_names, *agency.also))
        )
        return nsmallest(limit, found, key=lambda each: (not each.name.startswith(words), len(each.name), each.name))
