"""Reviewers' judgements: kept in a file of their own, applied to the graph after it is built and before it is loaded.

They outrank the rules, survive every build by the ids and words that they name, and can be undone.
"""

from graph_builder.judgements.apply import UNMATCHED, Applied, Unmatched, apply, put_back
from graph_builder.judgements.log import FILE, Damage, JudgementLog, Judgements
from graph_builder.judgements.model import (
    ON_AGENCIES,
    ON_RELATIONS,
    Judgement,
    JudgementKind,
    in_force,
    judge,
    undone_by,
)

__all__ = [
    "FILE",
    "ON_AGENCIES",
    "ON_RELATIONS",
    "UNMATCHED",
    "Applied",
    "Damage",
    "Judgement",
    "JudgementKind",
    "JudgementLog",
    "Judgements",
    "Unmatched",
    "apply",
    "in_force",
    "judge",
    "put_back",
    "undone_by",
]
