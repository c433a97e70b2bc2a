"""The baseline reads titles and cues as its description says, and gives an export that holds together."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.baseline import baseline, name_key
from benchmarks.scores import FIGURES, score, scores_table
from graph_builder.build import build_sources, read
from graph_builder.export.jsonl import read_jsonl, write_jsonl
from graph_builder.model import Document, Graph, Level, RelationType, Resolution, Source
from graph_builder.text import SourceText

HEADING = "示例厅关于示例事项的通知"


def _graph(body: str) -> tuple[Graph, SourceText]:
    """示例部's 关于支持示例企业的通知 in line 1, and 示例厅's notice with ``body`` from line 2 on."""
    lines = ("示例部关于支持示例企业的通知", HEADING, *body.split("\n"))
    source = SourceText("示例.txt", "示例", lines)
    national = Document(
        "n1", "关于支持示例企业的通知", Level.NATIONAL, in_corpus=True, catalog_no=1, source=Source("示例.txt", 1, 1)
    )
    provincial = Document(
        "p1",
        "关于示例事项的通知",
        Level.PROVINCIAL,
        in_corpus=True,
        catalog_no=2,
        source=Source("示例.txt", 2, len(lines)),
    )
    return Graph(documents=(national, provincial)), source


def _found(body: str) -> list[tuple[RelationType, str, Resolution]]:
    graph, source = _graph(body)
    return [(each.type, each.target, each.resolution) for each in baseline(graph, [source]).relations]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("现转发《关于支持示例企业的通知》，请执行。", RelationType.FORWARDS),
        ("将《关于支持示例企业的通知》期限延长一年。", RelationType.EXTENDS),
        ("为落实《关于支持示例企业的通知》，通知如下。", RelationType.IMPLEMENTS),
        ("《关于支持示例企业的通知》同时废止。", RelationType.REPEALS),
        ("根据需要，先补充《关于支持示例企业的通知》。", RelationType.SUPPLEMENTS),
        ("见《关于支持示例企业的通知》。", RelationType.CITES),
        (f"废止{'甲' * 90}《关于支持示例企业的通知》。", RelationType.REPEALS),
        ("有的已废止。见《关于支持示例企业的通知》；其他延长。", RelationType.CITES),
    ],
)
def test_nearest_cue_word(body: str, kind: RelationType) -> None:
    assert _found(body) == [(kind, "n1", Resolution.TITLE)]


def test_title_with_issuers_over_two_lines_is_the_same_document() -> None:
    assert _found("为落实《示例部关于支持\n示例企业的通知》。") == [(RelationType.IMPLEMENTS, "n1", Resolution.TITLE)]


def test_nested_title_is_one_title() -> None:
    assert _found("见《关于印发《示例方案》的通知》。") == [
        (RelationType.CITES, "cited:关于印发示例方案的通知", Resolution.CITED)
    ]


@pytest.mark.parametrize("title", ["企业情况表", "承诺书", "年度报告", "关于示例事项的通知"])
def test_forms_and_the_document_itself_are_no_targets(title: str) -> None:
    assert _found(f"填报《{title}》。") == []


def test_other_brackets_do_not_join() -> None:
    assert _found("见《关于支持示例企业有关事项的通知》。")[0][2] is Resolution.CITED


def test_name_key() -> None:
    assert name_key("示例部 关于“支持”示例企业的通知（试行）") == "关于支持示例企业的通知试行"
    assert name_key("示例法") == "示例法"


def test_export_reads_back_and_quotes_stand_in_their_lines(tmp_path: Path) -> None:
    graph, source = _graph("为落实《示例部关于支持\n示例企业的通知》，依据《示例法》办理。")
    found = baseline(graph, [source])
    write_jsonl(found, tmp_path)
    again = read_jsonl(tmp_path)
    assert [each.target for each in again.relations] == ["n1", "cited:示例法"]
    for relation in again.relations:
        assert relation.evidence.quote in source.lines[relation.evidence.line - 1]


@pytest.mark.corpus
def test_baseline_is_scored_beside_our_own(corpus_file: Path, gold_file: Path, tmp_path: Path) -> None:
    sources, issues = read([corpus_file])
    ours = build_sources(sources, issues=issues)
    theirs = baseline(ours, sources)
    scored = []
    for name, graph in (("ours", ours), ("baseline", theirs)):
        write_jsonl(graph, tmp_path / name)
        scored.append(score(name, graph, tmp_path / name, gold_file))
    for figure in FIGURES:
        assert scored[0].own(figure) > scored[1].own(figure) > 0.3
        for each in scored:
            assert each.other(figure) is None or each.other(figure) == pytest.approx(each.own(figure), abs=0.005)
    assert scored[0].own("title") == scored[1].own("title")
    assert all(figure in scores_table(scored) for figure in FIGURES)
