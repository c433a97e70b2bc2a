"""Writing the loaded graph, comparing and evaluating."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_builder.export.facts import facts_of
from graph_builder.export.jsonl import read_jsonl, write_jsonl
from graph_builder.model import Graph

Run = Callable[..., Any]


@pytest.mark.usefixtures("loaded")
def test_export_gives_back_what_was_loaded(run: Run, tmp_path: Path, small_graph: Graph) -> None:
    assert run("export", tmp_path / "out").status == 0
    assert read_jsonl(tmp_path / "out") == small_graph
    assert run("export", "--facts", tmp_path / "facts").status == 0
    assert read_jsonl(tmp_path / "facts") == facts_of(small_graph)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("form", "file"), [("csv", "out/documents.csv"), ("graphml", "out"), ("cypher", "out")])
def test_export_writes_the_other_formats(run: Run, tmp_path: Path, form: str, file: str) -> None:
    result = run("export", "--format", form, "--facts", tmp_path / "out")
    assert result.status == 0
    assert "5 documents" in result.err
    content = (tmp_path / file).read_text("utf-8-sig")
    assert "示例部发〔2021〕1号" in content
    assert "为落实示例部发" not in content


def test_export_takes_another_export_without_any_store(
    run: Run, fails: Callable[..., str], export_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", "bolt://127.0.0.1:9")
    result = run("export", "--from", export_dir, "--format", "neo4j-import", tmp_path / "out")
    assert result.status == 0
    assert "5 documents" in result.err
    assert "sh " in result.err and "import.sh" in result.err
    assert {"documents.csv.gz", "documents.header.csv", "import.sh"} <= {
        each.name for each in (tmp_path / "out").iterdir()
    }
    assert "none: no such folder" in fails("export", "--from", tmp_path / "none", tmp_path / "out")


@pytest.mark.usefixtures("loaded")
def test_export_to_where_nothing_can_be_written(fails: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in fails("export", tmp_path / "file" / "out")


def test_compare_prints_gains_and_losses(run: Run, export_dir: Path, tmp_path: Path, small_graph: Graph) -> None:
    first, second, third = small_graph.relations
    write_jsonl(replace(small_graph, relations=(replace(first, confidence=0.4), third)), tmp_path / "new")
    result = run("compare", export_dir, tmp_path / "new")
    assert result.status == 0
    assert "~ 关于落实支持示例企业政策的通知 落实 IMPLEMENTS 关于支持示例企业的通知" in result.out
    assert "confidence: 0.95 → 0.4" in result.out
    assert f"- 关于落实支持示例企业政策的通知 依据 {second.type} 中华人民共和国示例促进法" in result.out
    assert "sample.txt:25" in result.out
    assert "relations: 0 gained, 1 lost, 1 changed" in result.out
    answer = json.loads(run("compare", export_dir, tmp_path / "new", "--json").out)
    assert answer["counts"]["relations"] == {"gained": 0, "lost": 1, "changed": 1}
    assert [change["fate"] for change in answer["relations"]] == ["changed", "lost"]


def test_compare_names_what_is_missing(fails: Callable[..., str], export_dir: Path, tmp_path: Path) -> None:
    assert "none: no such folder" in fails("compare", export_dir, tmp_path / "none")


LABEL = {
    **{"seq": 2, "start_line": 21, "end_line": 40, "title": "关于落实支持示例企业政策的通知"},
    **{"doc_number": "示例厅发〔2021〕7号", "issuers": ["示例省示例厅"], "issue_date": "2021-03-03"},
    **{"effective_from": None, "effective_to": None, "level": "provincial", "doc_type": "办法", "enclosures": []},
    **{"relations": [], "measures": None},
}


@pytest.mark.usefixtures("loaded")
def test_evaluate_measures_a_graph(run: Run, export_dir: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(LABEL), "utf-8")
    answer = json.loads(run("evaluate", gold, "--export", export_dir, "--json", "--misses").out)
    assert answer["figures"]["title"]["f1"] == 1.0
    assert answer["figures"]["doc_type"] == {
        **{"precision": 0.0, "recall": 0.0, "f1": 0.0, "hit": 0, "predicted": 1, "gold": 1}
    }
    assert answer["per_type"]["IMPLEMENTS"]["predicted"] == 1
    assert answer["misses"][0] == {"kind": "doc_type", "seq": 2, "text": "通知 for 办法"}
    loaded = run("evaluate", gold, "--misses")
    assert "doc_type" in loaded.out
    assert "通知 for 办法" in loaded.out
    assert "misses" not in json.loads(run("evaluate", gold, "--json").out)


def test_evaluate_names_a_bad_label(fails: Callable[..., str], export_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{}", "utf-8")
    assert "gold.jsonl:1: seq" in fails("evaluate", tmp_path / "gold.jsonl", "--export", export_dir)
