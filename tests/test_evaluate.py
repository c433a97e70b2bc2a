"""A build measured against labels."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_builder.errors import InputError
from graph_builder.evaluate import Evaluation, evaluate
from graph_builder.export.jsonl import write_jsonl
from graph_builder.labels import LabelledDocument, LabelledMeasure, LabelledRelation, read_labels
from graph_builder.matching import same_number, same_title
from graph_builder.model import (
    Document,
    Evidence,
    Graph,
    Level,
    Measure,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)


@pytest.fixture
def label() -> LabelledDocument:
    """What is true of the provincial document of the small graph."""
    return LabelledDocument(
        seq=2,
        start_line=22,
        end_line=38,
        title="示例厅关于落实支持示例企业政策的通知",
        doc_number="示例厅发[2021]7号",
        issuers=("示例省示例厅",),
        issue_date=date(2021, 3, 3),
        effective_from=None,
        effective_to=None,
        level=Level.PROVINCIAL,
        doc_type="通知",
        enclosures=(),
        relations=(
            LabelledRelation(
                RelationType.IMPLEMENTS, 24, Scope.DOCUMENT, "关于支持示例企业的通知", "示例部发〔2021〕1号", 1
            ),
            LabelledRelation(RelationType.BASED_ON, 25, Scope.DOCUMENT, "中华人民共和国示例促进法"),
        ),
        measures=(LabelledMeasure(30, "一、（一）", "减免", date(2021, 6, 30), ("示例省示例厅",)),),
    )


def _f1(result: Evaluation) -> dict[str, float]:
    return {name: tally.f1 for name, tally in result.figures.items()}


def test_a_right_build_has_full_marks(small_graph: Graph, label: LabelledDocument) -> None:
    result = evaluate(small_graph, [label])
    unasked = {"effective_from", "effective_to", "enclosures"}
    assert {name for name, figure in _f1(result).items() if figure != 1.0} == unasked
    assert result.misses == []
    assert result.per_type[RelationType.IMPLEMENTS].f1 == 1.0


def test_a_missing_document_costs_everything(label: LabelledDocument) -> None:
    result = evaluate(Graph(), [label])
    assert set(_f1(result).values()) == {0.0}
    assert [miss.kind for miss in result.misses][:2] == ["found", "bounds"]
    assert "missed IMPLEMENTS" in [miss.kind for miss in result.misses]


def _changed(graph: Graph, label: LabelledDocument, *relations: Relation) -> Evaluation:
    return evaluate(replace(graph, relations=relations), [label])


def test_a_wrong_type_is_linked_but_not_typed(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    result = _changed(small_graph, label, replace(implements, type=RelationType.CITES), based_on)
    figures = result.figures
    assert (figures["relations_typed"].hit, figures["relations_typed"].predicted) == (1, 2)
    assert figures["relations_linked"].f1 == 1.0
    assert figures["relations_inside_strong"].recall == 0.0
    assert [miss.kind for miss in result.misses] == ["wrong CITES", "missed IMPLEMENTS"]


def test_a_clause_may_cite_or_implement(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    clause = replace(label, relations=(replace(label.relations[0], scope=Scope.CLAUSE), label.relations[1]))
    result = _changed(small_graph, clause, replace(implements, type=RelationType.CITES), based_on)
    assert result.figures["relations_typed"].f1 == 1.0


def test_another_type_may_be_accepted(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    lenient = replace(label.relations[0], accept=(RelationType.AMENDS,))
    lenient_label = replace(label, relations=(lenient, label.relations[1]))
    result = _changed(small_graph, lenient_label, replace(implements, type=RelationType.AMENDS), based_on)
    assert result.figures["relations_typed"].f1 == 1.0


def test_a_bare_mention_is_optional(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    mention = replace(implements, type=RelationType.CITES, inferred=True, target="示例部发〔2021〕9号")
    result = _changed(small_graph, label, implements, based_on, mention)
    assert result.figures["relations_typed"].predicted == 2
    assert result.figures["relations_linked"].predicted == 2


def test_an_enclosed_target_stands_for_its_document(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    to_the_plan = replace(implements, target="示例部发〔2021〕1号/1")
    assert _changed(small_graph, label, to_the_plan, based_on).figures["relations_typed"].f1 == 1.0


def test_evidence_may_be_three_lines_off(small_graph: Graph, label: LabelledDocument) -> None:
    implements, based_on, _ = small_graph.relations
    for line, share in ((27, 1.0), (28, 0.5)):
        moved = replace(implements, evidence=replace(implements.evidence, line=line))
        assert _changed(small_graph, label, moved, based_on).figures["evidence_line"].f1 == share


def test_collective_names_are_not_counted(small_graph: Graph, label: LabelledDocument) -> None:
    measure = replace(small_graph.measures[0], responsible=("示例省示例厅", "各市人民政府", "有关部门"))
    result = evaluate(replace(small_graph, measures=(measure,)), [label])
    assert result.figures["measures_responsible"].f1 == 1.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("财税〔2021〕8号", "财税[2021]8号", True),
        ("公告2021年第8号", "财政部税务总局公告2021年第8号", True),
        ("2021年第8号", "财政部公告2021年第8号", True),
        ("8号", "财政部公告2021年第18号", False),
        ("财税〔2021〕8号", "财税〔2021〕18号", False),
        (None, "财税〔2021〕8号", False),
        (None, None, True),
    ],
)
def test_same_number(one: str | None, other: str | None, same: bool) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("示例部关于支持示例企业的通知", "关于支持示例企业的通知", True),
        ("关于支持示例企业的通知", "关于 支持“示例”企业的通知", True),
        ("示例促进法", "中华人民共和国示例促进法", False),
        ("关于支持示例企业发展的若干意见", "关于支持示例企业发展的若干意见（试行）", True),
        (None, None, False),
        ("", "关于支持示例企业的通知", False),
    ],
)
def test_same_title(one: str | None, other: str | None, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same


def test_labels_are_read(tmp_path: Path) -> None:
    row = {
        **{"seq": 1, "start_line": 1, "end_line": 9, "title": "甲", "doc_number": None, "issuers": ["乙"]},
        **{"issue_date": "2021-01-02", "effective_from": None, "effective_to": None, "level": "municipal"},
        **{"doc_type": None, "enclosures": [], "relations": [], "measures": None, "issuers_incomplete": False},
    }
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(row) + "\n\n", "utf-8")
    labels = read_labels(path)
    assert labels[0].issue_date == date(2021, 1, 2)
    assert labels[0].measures is None
    path.write_text(json.dumps(row) + "\n" + json.dumps(row | {"level": "lunar"}), "utf-8")
    with pytest.raises(InputError, match=r"labels.jsonl:2: level"):
        read_labels(path)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_labels_without_a_label_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "labels.jsonl").write_text(content, "utf-8")
    with pytest.raises(InputError, match="holds no label"):
        read_labels(tmp_path / "labels.jsonl")


def test_a_missing_file_of_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.jsonl: cannot be read"):
        read_labels(tmp_path / "none.jsonl")


def _flawed_build(labels: list[LabelledDocument]) -> Graph:
    """What the labels say, with a flaw of some kind in every few documents and relations."""
    documents: dict[str, Document] = {}
    relations: dict[tuple[str, RelationType, str], Relation] = {}
    for n, label in enumerate(labels):
        if n % 17 != 16:
            documents[f"d{label.seq}"] = Document(
                id=f"d{label.seq}",
                title=label.title if n % 5 else label.title + "又一",
                level=label.level if n % 7 else Level.COUNTY,
                in_corpus=True,
                catalog_no=label.seq,
                doc_number=label.doc_number if n % 6 else None,
                doc_type=label.doc_type if n % 9 else None,
                issuers=label.issuers if n % 4 else label.issuers[:1],
                issued_on=label.issue_date if n % 8 else None,
                effective_from=label.effective_from,
                effective_to=label.effective_to if n % 3 else label.issue_date,
                enclosures=label.enclosures if n % 2 else label.enclosures[1:],
                source=Source("a.txt", label.start_line + n % 6, label.end_line),
            )
    for n, label in enumerate(labels):
        for m, true in enumerate(label.relations if f"d{label.seq}" in documents else ()):
            target = f"d{true.target_seq}" if true.target_seq else f"c{true.target_number}{true.target_title}"
            if target not in documents:
                documents[target] = Document(
                    target, true.target_title or "", label.level, doc_number=true.target_number if m % 2 else None
                )
            kind = true.type if (n + m) % 5 else RelationType.CITES
            relations[f"d{label.seq}", kind, target] = Relation(
                *(f"d{label.seq}", target, kind, true.scope, (n + m) % 3 == 0, 0.9, "rule", Resolution.TITLE),
                Evidence("a.txt", true.line + (n + m) % 5, "", ""),
            )
    measures = [
        Measure(
            *(f"m{label.seq}-{m}", f"d{label.seq}", true.line + m % 3, true.label, None, None),
            valid_to=true.valid_to if m % 4 else label.issue_date,
            responsible=true.responsible if m % 3 else (*true.responsible[1:], "有关部门", "示例部"),
        )
        for label in labels
        for m, true in enumerate(label.measures or ())
        if m % 5
    ]
    return Graph(tuple(documents.values()), tuple(relations.values()), measures=measures)


@pytest.mark.parametrize("flawed", [True, False])
def test_figures_are_those_of_the_reference(
    flawed: bool, shared_dir: Path, gold_file: Path, tmp_path: Path, small_graph: Graph
) -> None:
    labels = read_labels(gold_file)
    graph = _flawed_build(labels) if flawed else small_graph
    write_jsonl(graph, tmp_path)
    reference = runpy.run_path(str(shared_dir / "tools" / "score.py"))
    expected: dict[str, Any] = reference["grade"](tmp_path, reference["read_jsonl"](gold_file))[0]
    result = evaluate(graph, labels)
    assert expected.pop("documents") == result.documents
    per_type = {kind.value: tally for kind, tally in result.per_type.items()}
    for name, row in [*expected.items(), *expected["per_type"].items()]:
        if name == "per_type":
            continue
        tally = per_type.get(name) or result.figures[name]
        if "share" in row:
            assert (tally.hit, tally.gold) == (row["right"], row["all"]), name
        else:
            assert (tally.hit, tally.predicted, tally.gold) == (row["hit"], row["predicted"], row["gold"]), name
            assert round(tally.f1, 4) == row["f1"]
