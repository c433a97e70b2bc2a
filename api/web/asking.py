"""How a view asks a question of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from flask import current_app

from api.web.keeper import StoreKeeper
from graph_builder.errors import NothingLoadedError, StoreAwayError
from graph_builder.judgements import JudgementLog
from graph_builder.settings import Settings
from graph_builder.store import Store

if TYPE_CHECKING:
    from api.web.metrics import Metrics

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
_NAME = "policygraph"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the views of an application share.

    ``states`` are functions that tell the state of what answers depend on besides the graph: when one of them gives
    another text, no former answer is taken for fresh.
    """

    settings: Settings
    log: JudgementLog
    keeper: StoreKeeper
    metrics: Metrics
    states: list[Callable[[], str]] = field(default_factory=list)

    def state(self) -> str:
        """What tells the state of all that answers depend on.

        Raises :class:`NothingLoadedError` where no graph was loaded yet, :class:`StoreError`.
        """
        graph = self.keeper.state()
        if graph is None:
            raise NothingLoadedError("no graph was loaded yet")
        return "|".join([graph, *(state() for state in self.states)])


def set_desk(desk: Desk) -> None:
    """Give the application at hand its desk."""
    current_app.extensions[_NAME] = desk


def desk() -> Desk:
    """The desk of the application at hand."""
    return cast(Desk, current_app.extensions[_NAME])


def ask(question: Callable[Concatenate[Store, Rest], Answer], *args: Rest.args, **kwargs: Rest.kwargs) -> Answer:
    """The answer to a question, within the limits that the settings draw. Raises what the question raises."""
    here = desk()
    store = here.keeper.get()
    try:
        bounded = store.bounded(seconds=here.settings.seconds, rows=here.settings.rows)
        return question(bounded, *args, **kwargs)
    except StoreAwayError:
        here.keeper.lost(store)
        raise


def change(deed: Callable[Concatenate[Store, Rest], Answer], *args: Rest.args, **kwargs: Rest.kwargs) -> Answer:
    """What a function that writes gives back. It has no limits: stopped half way, it would leave its work undone."""
    here = desk()
    store = here.keeper.get()
    try:
        return deed(store, *args, **kwargs)
    except StoreAwayError:
        here.keeper.lost(store)
        raise
    finally:
        here.keeper.forget_state()
