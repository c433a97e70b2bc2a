"""Review: what waits for a person, what persons have decided, and deciding.

The judgements themselves, their file and how they change a graph are :mod:`graph_builder.judgements`, which the build
needs too.
"""

from api.judgements.answers import Entry, Listing, Queue, Recorded, Standing, Waiting
from api.judgements.listing import judgements
from api.judgements.queue import queue
from api.judgements.recording import (
    confirm,
    merge_agencies,
    reject,
    retype,
    separate_agencies,
    set_target,
    undo,
)

__all__ = [
    "Entry",
    "Listing",
    "Queue",
    "Recorded",
    "Standing",
    "Waiting",
    "confirm",
    "judgements",
    "merge_agencies",
    "queue",
    "reject",
    "retype",
    "separate_agencies",
    "set_target",
    "undo",
]
