"""The questions that people ask of the loaded graph: plain functions over an open store, with dataclasses as answers.

All of them raise :class:`~graph_builder.errors.StoreError` where the store fails, and
:class:`~graph_builder.errors.NotFoundError` where nothing was loaded yet or a document is not in the graph.
"""

from api.questions.counting import issues, stats
from api.questions.coverage import baseless, coverage, covered, uncovered
from api.questions.effects import effects
from api.questions.finding import find_documents
from api.questions.lookup import lookup
from api.questions.paths import paths
from api.questions.reading import read
from api.questions.searching import search
from api.questions.showing import show
from api.questions.status import expiring, standing, status, statuses, validity
from api.questions.suggesting import suggest
from api.questions.trace_graph import as_graph
from api.questions.tracing import trace, trace_measure
from api.questions.widening import widen

__all__ = [
    "as_graph",
    "baseless",
    "coverage",
    "covered",
    "effects",
    "expiring",
    "find_documents",
    "issues",
    "lookup",
    "paths",
    "read",
    "search",
    "show",
    "standing",
    "stats",
    "status",
    "statuses",
    "suggest",
    "trace",
    "trace_measure",
    "uncovered",
    "validity",
    "widen",
]
