"""Where answers begin and end: what the small graph is too small for."""

from __future__ import annotations

from datetime import date

import pytest

from api.mcp.arguments import ReadArguments
from api.mcp.asking import read, shortened
from api.questions.answers import DocumentRef
from api.questions.coverage.answers import Alignment, Counts, Coverage, Implementation
from graph_builder.model import Document, Graph, Level, Measure, Passage, PassageKind, Source
from graph_builder.store import Store, load


def ref(name: str) -> DocumentRef:
    return DocumentRef(name, name, name, "通知", Level.NATIONAL, ("甲部",), date(2021, 1, 1), True, "示例", None)


def measures(document: str, count: int) -> tuple[Measure, ...]:
    return tuple(Measure(f"{document}/{at}", document, at, None, None, None) for at in range(count))


def carried_out(name: str) -> Implementation:
    """Two gaps and three additions."""
    alignment = Alignment(gaps=measures("国", 2), additions=measures(name, 3))
    return Implementation(ref(name), (), None, alignment, Counts(2, 0, 2, 0, 3, 0, 3, 0, 0, 0, 0))


COVERAGE = Coverage(ref("国"), measures("国", 2), (carried_out("甲"), carried_out("乙")), measures("国", 2))


@pytest.mark.parametrize(
    ("limit", "rows", "nowhere", "own", "more"),
    [
        (1, [(1, 0), (0, 0)], 0, 0, True),
        (4, [(2, 2), (0, 0)], 0, 0, True),
        (6, [(2, 3), (1, 0)], 0, 0, True),
        (10, [(2, 3), (2, 3)], 0, 0, True),
        (13, [(2, 3), (2, 3)], 2, 1, True),
        (14, [(2, 3), (2, 3)], 2, 2, False),
    ],
)
def test_coverage_is_cut_over_all_documents(
    limit: int, rows: list[tuple[int, int]], nowhere: int, own: int, more: bool
) -> None:
    answer, truncated = shortened(COVERAGE, limit)
    assert [(len(each.alignment.gaps), len(each.alignment.additions)) for each in answer.by] == rows
    assert (len(answer.nowhere), len(answer.measures)) == (nowhere, own)
    assert truncated is more
    assert [each.counts for each in answer.by] == [each.counts for each in COVERAGE.by]


def text_of_three() -> Graph:
    """A document of three passages, at the lines 3, 5 and 9; a measure begins in the second."""
    whole = Document("甲发〔2021〕1号", "关于甲的通知", Level.NATIONAL, True, source=Source("甲.txt", 1, 12))
    passages = [
        Passage(f"p{line}", whole.id, at, line, PassageKind.PARAGRAPH, None, f"第{at}段。")
        for at, line in enumerate((3, 5, 9))
    ]
    return Graph((whole,), passages=passages, measures=(Measure("m6", whole.id, 6, "一", None, "减免甲费。"),))


@pytest.mark.parametrize(
    ("line", "limit", "lines", "measures", "more"),
    [
        (None, 40, [3, 5, 9], ["m6"], False),
        (None, 1, [3], [], True),
        (1, 2, [3, 5], ["m6"], True),
        (5, 40, [5, 9], ["m6"], False),
        (8, 1, [5], ["m6"], True),
        (9, 40, [9], [], False),
        (99, 40, [9], [], False),
    ],
)
def test_a_document_is_read_on_from_a_line(
    store: Store, line: int | None, limit: int, lines: list[int], measures: list[str], more: bool
) -> None:
    load(store, text_of_three())
    answer, truncated = read(store, ReadArguments(document="甲发〔2021〕1号", line=line, limit=limit))
    assert [passage.line for passage in answer.passages] == lines
    assert [measure.id for measure in answer.measures] == measures
    assert truncated is more
