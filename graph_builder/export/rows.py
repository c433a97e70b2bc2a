"""The entities as rows of plain values: one place that says which keys a row has, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph_builder.model import Agency, Document, Graph, Issue, Measure, Passage, Region, Relation

Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of row: the name of its file and of its list in :class:`~graph_builder.model.Graph`, and its keys.

    ``keys`` are those of the export contract in the contract's order, followed by those that this project adds.
    """

    name: str
    type: type[Any]
    keys: tuple[str, ...]

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type)

    def items(self, graph: Graph) -> Sequence[Any]:
        """The graph's entities of this kind."""
        found: Sequence[Any] = getattr(graph, self.name)
        return found

    def rows(self, graph: Graph) -> Iterator[Row]:
        """The graph's entities of this kind as rows: dates as ISO 8601, absent values ``None``, tuples as lists."""
        return map(self.row, self.items(graph))

    def row(self, item: Any) -> Row:
        """One entity of this kind as a row; see :meth:`rows`."""
        plain = self._adapter.dump_python(item, mode="json")
        return {key: plain[key] for key in self.keys}

    def parse(self, line: str | bytes) -> Any:
        """One entity from a line of JSON.

        Keys that are not this project's are let pass, so that newer exports can be read. Raises :class:`ValueError`
        with one line that names the key and what is wrong with it.
        """
        try:
            return self._adapter.validate_json(line, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            raise ValueError(f"{place}: {first['msg']}" if place else first["msg"]) from error


KINDS = (
    Kind(
        "documents",
        Document,
        (
            *("id", "catalog_no", "parent", "in_corpus", "collection", "title", "aliases", "doc_number", "doc_type"),
            *("level", "issuers", "issued_on", "effective_from", "effective_to", "category", "enclosures", "source"),
            *("addressees", "encloses"),
        ),
    ),
    Kind(
        "relations",
        Relation,
        (
            *("source", "target", "type", "scope", "inferred", "confidence", "rule", "resolution", "evidence"),
            *("candidates", "until", "decided_by"),
        ),
    ),
    Kind(
        "agencies",
        Agency,
        (
            *("id", "name", "short_names", "level", "region", "parent", "counterpart"),
            *("also", "known", "founded", "dissolved", "successor"),
        ),
    ),
    Kind("regions", Region, ("name", "level", "code", "parent")),
    Kind("passages", Passage, ("id", "document", "ordinal", "line", "kind", "label", "text", "mentions")),
    Kind(
        "measures",
        Measure,
        (
            *("id", "document", "line", "label", "heading", "text", "action", "object", "beneficiary", "value"),
            *("valid_from", "valid_to", "responsible"),
        ),
    ),
    Kind("issues", Issue, ("level", "kind", "file", "line", "text", "candidates")),
)
