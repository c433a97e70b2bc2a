"""What a name is read in, and what comes out of running text."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.model import Agency


@dataclass(frozen=True, slots=True)
class Context:
    """What the document around a name tells.

    ``region`` is the full name of the document's division (``河北省``, ``石家庄市``), ``None`` for a national one;
    ``issuers`` are full official names, for 我厅 or 省局; ``year`` chooses between bodies before and after a reform.
    """

    region: str | None = None
    issuers: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AgencySpan:
    """An agency named in ``text[start:end]`` (0-based, half-open)."""

    start: int
    end: int
    agency: Agency
