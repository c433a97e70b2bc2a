"""The bodies by which judgements are given: a kind each, with what it needs."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from api import judgements as review
from api.web.parameters import Body, BodyOfKinds
from graph_builder.judgements import JudgementLog
from graph_builder.model import RelationType
from graph_builder.store import Store


def _words(given: str) -> str:
    words = " ".join(given.split())
    if not words:
        raise ValueError("it holds nothing but blanks")
    return words


_Id = Annotated[str, Field(min_length=1, max_length=600)]


class SignedBody(Body):
    """Who decides, and why."""

    by: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_words)] = Field(description="who decides")
    reason: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_words)] = Field(description="why")


class Choice(SignedBody):
    """A judgement. ``decides`` is the field at fault where there is nothing to decide."""

    decides: ClassVar[str]

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The documents or agencies that it names."""

    @abstractmethod
    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it. Raises what the functions of :mod:`api.judgements` raise."""


class OnRelation(Choice):
    """A judgement on a relation, which its ends and its type tell."""

    source: _Id = Field(description="id of the document that does it")
    type: RelationType = Field(description="type of the relation")
    target: _Id = Field(description="id of the document to which it is done")

    @property
    def names(self) -> tuple[str, ...]:
        """The ends of the relation."""
        return self.source, self.target


class ConfirmBody(OnRelation):
    """A relation is right."""

    decides: ClassVar[str] = "target"
    kind: Literal["confirm"]

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        return review.confirm(store, log, self.source, self.type, self.target, by=self.by, reason=self.reason)


class RejectBody(OnRelation):
    """A relation does not hold."""

    decides: ClassVar[str] = "target"
    kind: Literal["reject"]

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        return review.reject(store, log, self.source, self.type, self.target, by=self.by, reason=self.reason)


class RetypeBody(OnRelation):
    """A relation is of another type."""

    decides: ClassVar[str] = "new"
    kind: Literal["retype"]
    new: RelationType = Field(description="the right type")

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        return review.retype(store, log, self.source, self.type, self.target, self.new, by=self.by, reason=self.reason)


class TargetBody(OnRelation):
    """A citation means another document."""

    decides: ClassVar[str] = "meant"
    kind: Literal["target"]
    meant: _Id = Field(description="id of the document that is meant")

    @property
    def names(self) -> tuple[str, ...]:
        """The ends of the relation, and the document that is meant."""
        return self.source, self.target, self.meant

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        ends = self.source, self.type, self.target
        return review.set_target(store, log, *ends, self.meant, by=self.by, reason=self.reason)


class OnAgencies(Choice):
    """A judgement on two agencies."""

    agency: _Id = Field(description="full name of an agency")
    other: _Id = Field(description="full name of another agency")

    @property
    def names(self) -> tuple[str, ...]:
        """The two agencies."""
        return self.agency, self.other


class MergeBody(OnAgencies):
    """An agency is the other one under another name."""

    decides: ClassVar[str] = "other"
    kind: Literal["merge"]

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        return review.merge_agencies(store, log, self.agency, self.other, by=self.by, reason=self.reason)


class SeparateBody(OnAgencies):
    """The name in `agency` is not another name, nor a former one, of the other agency."""

    decides: ClassVar[str] = "other"
    kind: Literal["separate"]

    def give(self, store: Store, log: JudgementLog) -> review.Recorded:
        """Record it."""
        return review.separate_agencies(store, log, self.agency, self.other, by=self.by, reason=self.reason)


AnyChoice = ConfirmBody | RejectBody | RetypeBody | TargetBody | MergeBody | SeparateBody


class JudgementBody(BodyOfKinds[Annotated[AnyChoice, Field(discriminator="kind")]]):
    """A judgement of one of six kinds."""
