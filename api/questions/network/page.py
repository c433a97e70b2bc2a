"""What is answered to the question for an agency."""

from __future__ import annotations

from dataclasses import dataclass

from api.questions.answers import DocumentRef
from api.questions.network.answers import Body, Carried
from graph_builder.model import Agency, Measure, Region


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency that a name may mean, and how many documents it issued, those only cited among them."""

    agency: Agency
    documents: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that a body issued: as which of its agencies (id), at which place (0: the first issuer)."""

    document: DocumentRef
    issuer: str
    position: int
    category: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """A body that issued together with the one asked about: how often, which documents (ids), on what (chapters)."""

    body: Body
    count: int
    documents: tuple[str, ...]
    categories: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A body above or below the one asked about, and the documents that show it.

    ``counterpart``: the registers say that it is the head of the other's line of work; then ``pairs`` may be empty.
    """

    body: Body
    counterpart: bool
    pairs: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A measure that a body is responsible for: as which of its agencies, at which place (0: named first).

    ``file`` holds the measure at its line.
    """

    measure: Measure
    document: DocumentRef
    file: str | None
    agency: str
    position: int


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """All that is known of a body. Lists of documents and duties are in the graph's order, partners the closest first.

    ``former`` and ``later`` are the agencies before and after it, the nearest first; ``absorbed_by`` is the body that
    took it in and existed beside it before, ``absorbed`` are those that it took in. ``superiors`` go up from the body
    that it belongs to; ``region`` goes up from its own. ``cited`` counts its documents that are only cited and were
    left out; ``duties_count`` counts its measures, ``duties`` may be fewer.
    """

    agency: Agency
    body: Body
    categories: tuple[tuple[str | None, int], ...]
    former: tuple[Agency, ...]
    later: tuple[Agency, ...]
    absorbed_by: Body | None
    absorbed: tuple[Body, ...]
    superiors: tuple[Body, ...]
    subordinates: tuple[Body, ...]
    offices: tuple[Body, ...]
    region: tuple[Region, ...]
    counterpart: Body | None
    documents: tuple[Issued, ...]
    cited: int
    partners: tuple[Partner, ...]
    follows: tuple[Line, ...]
    followed_by: tuple[Line, ...]
    duties: tuple[Duty, ...]
    duties_count: int
