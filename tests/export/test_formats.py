"""The graph as CSV, GraphML and a Cypher script."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import pytest
from engines import settings_of
from neo4j import GraphDatabase

from graph_builder.export.csv_tables import write_csv
from graph_builder.export.cypher_script import literal, write_cypher
from graph_builder.export.graphml import write_graphml
from graph_builder.model import Graph


def _table(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_file_per_kind(small_graph: Graph, tmp_path: Path) -> None:
    write_csv(small_graph, tmp_path)
    documents = _table(tmp_path / "documents.csv")
    assert [row["id"] for row in documents] == [document.id for document in small_graph.documents]
    assert documents[0]["source.line_end"] == "20"
    assert documents[0]["issuers"] == "示例部"
    assert documents[4]["issued_on"] == ""
    relations = _table(tmp_path / "relations.csv")
    assert relations[0]["source"] == "示例厅发〔2021〕7号"
    assert relations[0]["evidence.line"] == "24"
    assert _table(tmp_path / "passages.csv")[1]["mentions"] == "3-15 IMPLEMENTS 示例部发〔2021〕1号"
    assert _table(tmp_path / "issues.csv")[0]["candidates"] == "示例部发〔2021〕1号；示例部发〔2021〕9号"


@pytest.mark.parametrize("title", ["=1+1", "+86", "-1", "@A1", "\tx", "\r=1", " =1", "　@A1", "＝1", "|cmd"])
def test_csv_cells_are_no_formulas(small_graph: Graph, tmp_path: Path, title: str) -> None:
    write_csv(replace(small_graph, documents=(replace(small_graph.documents[0], title=title),)), tmp_path)
    assert _table(tmp_path / "documents.csv")[0]["title"] == "'" + title


def test_csv_of_facts_leaves_no_former_passages(small_graph: Graph, tmp_path: Path) -> None:
    write_csv(small_graph, tmp_path)
    write_csv(replace(small_graph, passages=()), tmp_path)
    assert not (tmp_path / "passages.csv").exists()


def test_graphml_holds_the_network(small_graph: Graph, tmp_path: Path) -> None:
    write_graphml(small_graph, tmp_path / "graph.graphml")
    network = networkx.read_graphml(tmp_path / "graph.graphml")
    kinds = sorted(data["type"] for _, _, data in network.edges(data=True))
    assert kinds == sorted(
        ["IMPLEMENTS", "BASED_ON", "EXTENDS", "ENCLOSES", "HAS_MEASURE", "ASSIGNED_TO", "COUNTERPART_OF", "IN_REGION"]
        + ["ISSUED"] * 3
        + ["IN_COLLECTION"] * 4
    )
    national = network.nodes["Document/示例部发〔2021〕1号"]
    assert national["entity"] == "Document"
    assert national["issued_on"] == "2021-02-01"
    assert "category" not in network.nodes["Document/示例促进法"]
    edge = next(d for _, _, d in network.edges(data=True) if d["type"] == "EXTENDS")
    assert edge["until"] == "2022-06-30"
    assert edge["evidence_line"] == 44


def test_graphml_leaves_out_what_xml_cannot_hold(small_graph: Graph, tmp_path: Path) -> None:
    odd = replace(small_graph.documents[4], title="第\x00一\x1b<&>\ufffe号")
    write_graphml(replace(small_graph, documents=(*small_graph.documents[:4], odd)), tmp_path / "g.graphml")
    assert networkx.read_graphml(tmp_path / "g.graphml").nodes["Document/示例促进法"]["title"] == "第一<&>号"


def test_cypher_script_is_the_load_statements_filled_in(small_graph: Graph, tmp_path: Path) -> None:
    write_cypher(small_graph, tmp_path / "graph.cypher")
    script = (tmp_path / "graph.cypher").read_text("utf-8")
    assert not re.search(r"\$\w", script)
    parts = [part for part in script.split(";\n\n") if part]
    assert parts[0].startswith("CREATE CONSTRAINT")
    made = [part for part in parts if "CREATE (n:Document)" in part]
    assert len(made) == 1
    assert 'doc_number: "示例部发〔2021〕1号"' in made[0]
    assert "issued_on: date('2021-02-01')" in made[0]
    assert sum("[r:IMPLEMENTS]" in part for part in parts) == 1


@pytest.mark.neo4j
def test_cypher_script_makes_the_graph_on_neo4j(small_graph: Graph, tmp_path: Path) -> None:
    write_cypher(small_graph, tmp_path / "graph.cypher")
    parts = [part for part in (tmp_path / "graph.cypher").read_text("utf-8").split(";\n\n") if part]
    with GraphDatabase.driver(settings_of("neo4j").uri or "") as driver:
        for part in parts:
            driver.execute_query(part)
        edges = driver.execute_query("MATCH (a {build: 'script'})-[r]->(b) RETURN type(r), a.id, b.id, r.until").records
        driver.execute_query("MATCH (n {build: 'script'}) DETACH DELETE n")
    found = {(kind, source, target): until for kind, source, target, until in edges}
    assert found["EXTENDS", "示例部发〔2021〕9号", "示例部发〔2021〕1号"].to_native() == date(2022, 6, 30)
    assert ("HAS_MEASURE", "示例厅发〔2021〕7号", "m1") in found
    assert ("IN_REGION", "示例省示例厅", "示例省") in found
    # as in GraphML, and two passages with a mention
    assert len(found) == 15 + 2 + 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        ('说"是"\\否\n', '"说\\"是\\"\\\\否\\n"'),
        (date(2020, 3, 1), "date('2020-03-01')"),
        (["甲", None], '["甲", null]'),
        ({"a": {"b": []}}, "{a: {b: []}}"),
    ],
)
def test_literals(value: object, text: str) -> None:
    assert literal(value) == text
