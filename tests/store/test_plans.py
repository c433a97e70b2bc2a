"""How Neo4j runs the statements: each begins at an index, none pairs everything with everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest
from engines import settings_of, store_of

from benchmarks.light import light_graph
from benchmarks.plans import FOLDERS, Parameters, bad_plans, is_bad
from graph_builder.model import Graph
from graph_builder.store import load
from graph_builder.store.statements import parse_statement, statements

# Of texts only a share, which take most of the time; the planner chooses as for 100,000 documents, where
# `python -m benchmarks.plans` looks.
DOCUMENTS, SHARE = 3000, 6


@pytest.fixture(scope="module")
def graph() -> Graph:
    whole = light_graph(DOCUMENTS)
    return replace(whole, passages=whole.passages[::SHARE], measures=whole.measures[::SHARE])


@pytest.fixture(scope="module")
def loaded(graph: Graph) -> str:
    return load(store_of("neo4j"), graph).build


@pytest.fixture(scope="module")
def driver() -> Iterator[neo4j.Driver]:
    uri = settings_of("neo4j").uri
    assert uri is not None
    with neo4j.GraphDatabase.driver(uri, notifications_min_severity="OFF") as opened:
        yield opened


@pytest.mark.neo4j
def test_no_statement_scans_or_multiplies(driver: neo4j.Driver, graph: Graph, loaded: str) -> None:
    found = bad_plans(driver, graph, loaded)
    assert not found, "\n".join(map(str, found))


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("MATCH (d:Document) WHERE d.category = 'x' RETURN d.id AS id", "NodeByLabelScan"),
        ("MATCH (n) WHERE n.id = 'x' RETURN n.id AS id", "AllNodesScan"),
        ("MATCH ()-[r:IMPLEMENTS]->() WHERE r.scope = 'x' RETURN r.at AS id", "DirectedRelationshipTypeScan"),
        ("MATCH (a:Meta {id: 'graph'}), (b:Meta {id: 'load'}) RETURN a.id AS id, b.id AS other", "CartesianProduct"),
    ],
)
def test_a_bad_plan_is_found_by_its_statement_and_operator(
    driver: neo4j.Driver,
    graph: Graph,
    loaded: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    operator: str,
) -> None:
    path = tmp_path / "read" / "one.cypher"
    path.parent.mkdir()
    other = "// column other: str\n" if "AS other" in text else ""
    path.write_text(f"// name: one\n// purpose: Tries the check.\n// column id: str\n{other}{text}", "utf-8")
    known = {"one": parse_statement(path, tmp_path), "plan_anew": statements()["plan_anew"]}
    monkeypatch.setattr("benchmarks.plans.statements", lambda: known)
    assert [(each.statement, each.operator) for each in bad_plans(driver, graph, loaded)] == [("one", operator)]


def test_every_statement_has_parameters(graph: Graph) -> None:
    values = Parameters(graph, "x")
    for statement in statements().values():
        if statement.folder in FOLDERS:
            assert values.of(statement).keys() == statement.params.keys()


@pytest.mark.parametrize("operator", ["NodeUniqueIndexSeek", "NodeIndexSeekByRange", "Expand(All)", "ProcedureCall"])
def test_seeking_is_not_bad(operator: str) -> None:
    assert not is_bad(operator)
