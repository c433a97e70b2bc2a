"""Documents of the graph while it is built, and the keys that citations find them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph_builder.model import Document
from graph_builder.relations.keys import (
    LONG_NAME,
    folded,
    number_key,
    short_key,
    slip_forms,
    title_core,
    title_key,
    title_slip,
)
from graph_builder.relations.rows import Rank

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
    rank: Rank
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


def document_id(number: str | None, issuers: Sequence[str], title: str) -> str:
    """The stable key of a document: its number, an announcement's with the issuers in front; else issuers and title."""
    if number:
        key = number_key(number)
        if not short_key(number) or (not key[0].isdigit() and not key.startswith(("公告", "令", "通告"))):
            return number if not number.startswith("〔") else "".join(issuers) + number
        return "".join(issuers) + (number if not key[0].isdigit() else f"公告{number}")
    return "".join(issuers[:3]) + title


def names_of(titles: Iterable[str]) -> set[str]:
    """All keys of some titles: with and without the issuers in front."""
    keys: set[str] = set()
    for title in titles:
        if title:
            keys.add(title_key(title))
            keys.add(title_core(title))
            if (issued := _ISSUING.search(title)) is not None:
                keys.add(title_key(issued.group(1)))
    return {folded(key) for key in keys if len(key) > 1}


@dataclass(slots=True)
class Index:
    """Finds the nodes of a family by number, by the running number of an announcement, and by title."""

    by_number: Table = field(default_factory=dict)
    by_short: Table = field(default_factory=dict)
    by_name: Table = field(default_factory=dict)
    _long: list[str] = field(default_factory=list)
    """Long names, in the order in which they came."""
    _formed: int = 0
    _forms: dict[str, list[str]] = field(default_factory=dict)
    """The long names of each shorter form; made when the first name is looked for that no node bears."""

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
            self._long.append(name)
        _enter(self.by_name, name, node)

    def near(self, name: str) -> list[Node]:
        """Nodes of a name that differs from a long ``name`` in one place only, by a slip: no number, no place."""
        if len(name) < LONG_NAME:
            return []
        for other in self._long[self._formed :]:
            for form in slip_forms(other):
                self._forms.setdefault(form, []).append(other)
        self._formed = len(self._long)
        longer = self._forms.get(name, ())
        shorter = [form for form in slip_forms(name) if len(form) >= LONG_NAME and form in self.by_name]
        found: dict[str, Node] = {}
        for other in sorted({*longer, *shorter}):
            if title_slip(name, other):
                found.update((node.id, node) for node in self.by_name[other])
        return list(found.values())


def _enter(table: Table, key: str, node: Node) -> None:
    table.setdefault(key, {})[node] = None
