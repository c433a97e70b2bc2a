"""Whether the server is alive and ready, and what the graph holds."""

from __future__ import annotations

from importlib.metadata import version

from pydantic import Field

from api import questions
from api.accuracy import Accuracy, read_figures
from api.questions.answers import Stats
from api.web.asking import ask, desk
from api.web.models import Health, Readiness
from api.web.parameters import Levels, Parameters
from api.web.resource import Resource
from graph_builder.errors import NothingLoadedError

state = Resource("state", "The server and the graph as a whole")


class StatsQuery(Parameters):
    """How much to list."""

    top: int = Field(10, ge=1, le=100, description="most implemented documents to list")
    level: Levels = Field([], description="their levels of government; without any: all")


@state.get("/health", Health, fresh=False)
def is_alive() -> Health:
    """Say that the server is alive.

    It is, whether or not the store answers.
    """
    return Health("alive", version("policygraph"))


@state.get("/ready", Readiness, fresh=False)
def is_ready() -> Readiness:
    """Say whether questions can be answered.

    503 while the store is away, or nothing is loaded.
    """
    graph = desk().keeper.state()
    if graph is None:
        raise NothingLoadedError("no graph was loaded yet")
    return Readiness("ready", desk().keeper.get().engine, graph)


@state.get("/stats", Stats)
def read_stats(query: StatsQuery) -> Stats:
    """Count what the graph holds, and list the most implemented documents."""
    return ask(questions.stats, top=query.top, levels=query.level)


@state.get("/accuracy", Accuracy)
def read_accuracy() -> Accuracy:
    """Tell how right the reader was where it was measured, and how that was done.

    The figures are of the documents that were labelled by hand, not of the graph that is loaded.
    """
    return read_figures()
