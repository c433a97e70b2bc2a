"""The graph as facts: what a reader may publish of a compendium without publishing its sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import overload

from graph_builder.model import Evidence, Graph, Issue, Measure, Relation

PHRASE = 24
"""Characters from which on words with a comma, full stop or colon among them are a sentence rather than a name."""

_MARK = re.compile("[，。；：！？]")


def facts_of(graph: Graph) -> Graph:
    """The same graph without the words of the texts.

    Titles, numbers, dates, agencies and relations stay, with the line of their evidence and its cue. Passages, the
    sentences of measures and the quotes of evidence go; a heading, object, beneficiary, value or message that is a
    whole sentence is cut back to the phrase before its first mark.
    """
    return replace(
        graph,
        relations=tuple(_relation(relation) for relation in graph.relations),
        passages=(),
        measures=tuple(_measure(measure) for measure in graph.measures),
        issues=tuple(_issue(issue) for issue in graph.issues),
    )


@overload
def phrase(words: str) -> str: ...
@overload
def phrase(words: None) -> None: ...
def phrase(words: str | None) -> str | None:
    """``words`` where they are shorter than :data:`PHRASE` or without a mark, else what stands before the first one."""
    if words is None or len(words) < PHRASE:
        return words
    mark = _MARK.search(words)
    return words[: min(mark.start(), PHRASE - 1)] if mark else words


def _relation(relation: Relation) -> Relation:
    proof = relation.evidence
    return replace(relation, evidence=Evidence(proof.file, proof.line, "", phrase(proof.cue)))


def _measure(measure: Measure) -> Measure:
    return replace(
        measure,
        text=None,
        heading=phrase(measure.heading),
        action=phrase(measure.action),
        object=phrase(measure.object),
        beneficiary=phrase(measure.beneficiary),
        value=phrase(measure.value),
    )


def _issue(issue: Issue) -> Issue:
    return replace(issue, text=phrase(issue.text))
