"""Documents of the graph while it is built, and the keys that citations find them by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_builder.model import Document, Level
from graph_builder.relations.keys import number_key, short_key, title_core, title_key, title_slip

_ISSUING = re.compile(
    r"(?:关于)?(?:印发|发布|公布|颁布|下发)[《〈“]?(?!关于)([^《》〈〉]{6,80}?)[》〉”]?的(?:通知|公告|决定|通告)$"
)
"""关于印发X的通知: X is cited by its own name too."""


@dataclass(slots=True, eq=False)
class Node:
    """A document of the graph. ``region`` is the full name of its division, ``None`` a national one, ``""`` unknown.

    ``names`` are the title keys it answers to. A text that a document issues answers through that document.
    """

    document: Document
    region: str | None
    names: set[str] = field(default_factory=set)
    printed: dict[str, None] = field(default_factory=dict)
    """Names that it was cited by, as printed, in order."""
    own_number: bool = True
    """False for a text that goes by the number of the document that issued it."""

    @property
    def id(self) -> str:
        """Id of its document."""
        return self.document.id

    @property
    def number(self) -> str:
        """Key of its number, empty for none."""
        return number_key(self.document.doc_number) if self.own_number else ""


Table = dict[str, dict[Node, None]]
"""The nodes of each key, in the order in which they came."""


def names_of(titles: Iterable[str]) -> set[str]:
    """All keys of some titles: with and without the issuers in front."""
    keys: set[str] = set()
    for title in titles:
        if title:
            keys.add(title_key(title))
            keys.add(title_core(title))
            if (issued := _ISSUING.search(title)) is not None:
                keys.add(title_key(issued.group(1)))
    return {key for key in keys if len(key) > 1}


@dataclass(slots=True)
class Index:
    """Finds nodes by number, by the running number of an announcement, and by title."""

    by_number: Table = field(default_factory=dict)
    by_short: Table = field(default_factory=dict)
    by_name: Table = field(default_factory=dict)
    by_edge: dict[str, list[str]] = field(default_factory=dict)
    """Long names by their first and by their last characters, to find one that is printed with a slip."""

    def add(self, node: Node) -> None:
        """Enter a node under all its keys."""
        if node.number:
            _enter(self.by_number, node.number, node)
            short = short_key(node.document.doc_number)
            if short:
                _enter(self.by_short, short, node)
        for name in node.names:
            self._enter_name(name, node)

    def name(self, node: Node, names: set[str]) -> None:
        """Let a node answer to more titles."""
        for name in names - node.names:
            node.names.add(name)
            self._enter_name(name, node)

    def _enter_name(self, name: str, node: Node) -> None:
        if len(name) >= LONG_NAME and name not in self.by_name:
            for edge in _edges(name):
                self.by_edge.setdefault(edge, []).append(name)
        _enter(self.by_name, name, node)

    def near(self, name: str) -> list[Node]:
        """Nodes of a name that differs from a long ``name`` in one place only, by a slip: no number, no place."""
        found: dict[str, Node] = {}
        for edge in _edges(name) if len(name) >= LONG_NAME else ():
            row = self.by_edge.get(edge, ())
            if len(row) > _CROWD:
                continue
            for other in row:
                if title_slip(name, other):
                    found.update((node.id, node) for node in self.by_name[other])
        return list(found.values())


LONG_NAME = 16
"""Shorter names are too much alike to be compared loosely."""
_CROWD = 200
"""A beginning or an end that so many names share tells nothing."""


def _edges(name: str) -> tuple[str, str]:
    return "<" + name[:10], ">" + name[-10:]


def _enter(table: Table, key: str, node: Node) -> None:
    table.setdefault(key, {})[node] = None


def is_national(node: Node) -> bool:
    """Whether a national body issued it."""
    return node.document.level is Level.NATIONAL
