"""Coverage: which provincial clauses carry out which national ones, what is left out, and what is added."""

from api.questions.coverage.alignment import align
from api.questions.coverage.asking import coverage
from api.questions.coverage.bases import baseless, uncovered
from api.questions.coverage.carrying import covered

__all__ = ["align", "baseless", "coverage", "covered", "uncovered"]
