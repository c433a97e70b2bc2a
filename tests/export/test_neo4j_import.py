"""The files for Neo4j's bulk import, and the database that the real tool makes of them."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from engines import Neo4jServer, neo4j_tools, settings_of, store_of
from graphs import CITY, Kind, document, every_type, relation, without
from neo4j import GraphDatabase
from real_questions import COVERED, QUESTIONS, TAX, Sample

from graph_builder.build import build
from graph_builder.errors import ExportError, StoreError
from graph_builder.export.neo4j_csv import DelimiterInTextError, Table
from graph_builder.export.neo4j_import import write_neo4j_import
from graph_builder.merge import merge
from graph_builder.model import Graph, Measure, Passage, PassageKind, Reading
from graph_builder.store import Store, StoreSettings, dump, load, open_store
from graph_builder.store.rows import ends_of, steps
from graph_builder.store.statements import statements

ODD = (
    '说"是"，或\\"否\\"',
    "一行\n二行\r\n三行\r四行",
    "零\x00字符\x1b与\u2028分行",
    "，；,;\t|'",
    " 前后有空格 ",
    "\ufeff𠮷\U0010ffff",
    "007",
    "true",
    "null",
    "",
)
LONG = "长" * 9 + "a" * 4_200_000
"""Longer than what the import reads at once."""


def odd_graph() -> Graph:
    """Texts that a CSV file could lose: in titles, lists, passages and evidence."""
    ids = [f"奇发〔2021〕{at}号" for at, _ in enumerate(ODD)]
    lists: tuple[tuple[str, ...], ...] = ((), ("", ""), ("甲;乙,丙", '"丁"'), ("含\x1f分隔",), ODD)
    return Graph(
        documents=tuple(
            document(name, text, aliases=lists[at % len(lists)], category=text, issued_on=date(1999, 12, 31))
            for at, (name, text) in enumerate(zip(ids, ODD, strict=True))
        ),
        relations=tuple(
            relation(ids[at - 1], Kind.CITES, name, at + 1, candidates=lists[-1 - at % len(lists)], confidence=1e-05)
            for at, name in enumerate(ids)
        ),
        passages=tuple(
            Passage(f"{ids[0]}#{at}", ids[0], at, at + 1, PassageKind.CLAUSE, text or None, text)
            for at, text in enumerate((*ODD, LONG))
        ),
        readings=(Reading(""), Reading(ids[0], (relation(ids[0], Kind.CITES, ids[1], candidates=lists[3]),))),
        measures=tuple(Measure(f"{ids[0]}/{at}", ids[0], 1, None, None, text) for at, text in enumerate((*ODD, None))),
    )


# -- the files --------------------------------------------------------------------------------------------------------


def written(folder: Path, *rows: dict[str, Any]) -> list[str]:
    """Header and rows of a table."""
    with Table(folder, "nodes", "Node", {"id": "id:ID(Node)"}, "\x1f") as table:
        for row in rows:
            table.write(row)
    packed = gzip.decompress((folder / table.data).read_bytes()).decode()
    return [(folder / table.header).read_text("utf-8"), packed]


def test_a_table_has_the_types_of_its_values(tmp_path: Path) -> None:
    row = {
        "id": "甲",
        "at": 3,
        "sure": 0.5,
        "known": False,
        "on": date(2021, 3, 1),
        "names": ["乙", "丙"],
        "none": None,
    }
    empty = dict.fromkeys(row) | {"id": "丁", "none": None, "names": []}
    assert written(tmp_path, empty, row) == [
        "id:ID(Node),at:long,sure:double,known:boolean,on:date,names:string[],none:string\n",
        '"丁",,,,,,\n"甲",3,0.5,false,2021-03-01,"乙\x1f丙",\n',
    ]


def test_the_empty_text_is_told_from_none(tmp_path: Path) -> None:
    rows = {"id": "1", "text": ""}, {"id": "2", "text": None}, {"id": "3", "text": 'a "b"\n\r,c'}
    assert written(tmp_path, *rows)[1] == '"1",""\n"2",\n"3","a ""b""\n\r,c"\n'


def test_a_table_without_rows_leaves_no_file(tmp_path: Path) -> None:
    with Table(tmp_path, "nodes", "Node", {}, ";"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "error", "says"),
    [
        ("\ud800", ExportError, "nodes 甲: holds half a character"),
        ([""], ExportError, "nodes 甲: value is a list of one empty text"),
        (["乙\x1f"], DelimiterInTextError, "nodes 甲: value"),
        (5, TypeError, "nodes 甲: value is"),
    ],
)
def test_what_the_import_would_alter_is_refused(
    tmp_path: Path, value: object, error: type[Exception], says: str
) -> None:
    first: dict[str, object] = {"id": "先", "value": 0.5 if value == 5 else None}
    with pytest.raises(error, match=says):
        written(tmp_path, first, {"id": "甲", "value": value})


def test_lists_are_joined_by_what_no_item_holds(tmp_path: Path) -> None:
    def delimiter(*items: str) -> str:
        write_neo4j_import(Graph((document("甲发〔2021〕1号", "甲", aliases=items),)), tmp_path)
        found = re.search(r"--array-delimiter=(\S+)", (tmp_path / "import.args").read_text("utf-8"))
        assert found
        return found[1]

    assert delimiter("甲", "乙") == "U+001F"
    assert delimiter("甲\x1f", "乙") == "U+001E"
    assert delimiter("甲\x1f\x1d", "\x1e\x1c") == "U+FDD0"
    with pytest.raises(ExportError, match="every one of the"):
        delimiter("\x1c\x1d\x1e\x1f" + "".join(map(chr, range(0xFDD0, 0xFDF0))))


def test_a_new_export_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    write_neo4j_import(every_type(), tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"documents.csv.gz", "documents.header.csv", "has_passage.csv.gz", "import.sh"} < first.keys()
    write_neo4j_import(Graph((document("甲发〔2021〕1号", "甲"),)), tmp_path)
    left = {"documents.csv.gz", "documents.header.csv", "import.sh", "import.args", "finish.cypher"}
    assert {path.name for path in tmp_path.iterdir()} == left
    write_neo4j_import(every_type(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_graph_that_no_load_takes_leaves_the_former_export(tmp_path: Path) -> None:
    write_neo4j_import(every_type(), tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(StoreError, match="does not hold"):
        write_neo4j_import(Graph((document("甲发〔2021〕1号", "甲", issuers=("乙部",)),)), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_ends_are_those_of_the_statements() -> None:
    for step in steps(every_type()):
        if not step.is_node:
            labels = dict(re.findall(r"\((a|b):(\w+) \{build", statements()[step.statement].text))
            assert ends_of(step) == (labels["a"], labels["b"]), step.statement


# -- the database -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(sample_dir: Path, request: pytest.FixtureRequest) -> Graph:
    """The sample, odd texts, every type of relation, what the questions name, and the compendium where it is at hand."""
    try:
        real = [request.getfixturevalue("compendium")]
    except pytest.skip.Exception:
        real = []
    named = Graph(tuple(document(number, "关于示例的通知") for number in (TAX, *COVERED)))
    return merge([*real, build([sample_dir]), every_type(), odd_graph(), named])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, graph: Graph) -> Iterator[Neo4jServer]:
    """A server over a database that was imported and not touched since."""
    folder, home = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("neo4j")
    write_neo4j_import(graph, folder)
    server = Neo4jServer(home)
    tools = neo4j_tools(home)
    path = os.pathsep.join([str(tools), os.environ["PATH"]])

    def run(*command: str) -> None:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("./import.sh")
    with pytest.MonkeyPatch.context() as patch:
        # it answers each question once: compiling for speed does not pay
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        server.start()
    try:
        with open_store(StoreSettings(home, uri=server.uri)) as store:
            assert dump(store) == Graph(), "no reader is to see it before it is whole"
        run("cypher-shell", "--address", server.uri, "--file", "finish.cypher")
        yield server
    finally:
        server.end()


@pytest.fixture(scope="module")
def imported(server: Neo4jServer) -> Iterator[Store]:
    """The imported graph."""
    with open_store(StoreSettings(Path(), uri=server.uri)) as store:
        yield store


@pytest.fixture(scope="module")
def loaded(graph: Graph) -> Store:
    """The same graph, loaded."""
    store = store_of("neo4j")
    load(store, graph)
    return store


def everything(store: Store, uri: str) -> tuple[list[str], list[str], list[str]]:
    """All nodes and edges of the served build with their properties and the types of these, and all that is indexed."""
    (served,) = store.read("current_build")
    with GraphDatabase.driver(uri) as driver:
        nodes = driver.execute_query(
            "MATCH (n) WHERE n.build = $build OR n.id = $build "
            # how often a store has switched builds is its own history, no part of a graph
            "RETURN labels(n), CASE WHEN n:Meta THEN {id: n.id, build: n.build, revision: n.revision} "
            "ELSE properties(n) END",
            build=served["build"],
        ).records
        edges = driver.execute_query(
            "MATCH (a {build: $build})-[r]->(b) RETURN labels(a), a.id, type(r), properties(r), labels(b), b.id",
            build=served["build"],
        ).records
        schema = driver.execute_query("SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state").records
        assert not driver.execute_query(
            "MATCH (n) WHERE NOT (n:Meta OR n:Build) AND n.build <> $build RETURN n", build=served["build"]
        ).records
    return tuple(sorted(repr(_sorted(record.values())) for record in found) for found in (nodes, edges, schema))  # type: ignore[return-value]


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _sorted(item)) for key, item in value.items())
    return [_sorted(item) for item in value] if isinstance(value, list) else value


@pytest.mark.neo4j
def test_all_is_as_a_load_makes_it(imported: Store, loaded: Store, server: Neo4jServer, graph: Graph) -> None:
    found, expected = everything(imported, server.uri), everything(loaded, settings_of("neo4j").uri or "")
    for one, other in zip(found, expected, strict=True):
        assert one == other
    (build,) = imported.read("builds")
    for statement in ("count_nodes", "count_edges"):
        counted = [sorted(map(repr, store.read(statement, build=build["id"]))) for store in (imported, loaded)]
        assert counted[0] == counted[1]
    assert dump(imported) == dump(loaded) == graph


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_is_that_of_a_loaded_graph(imported: Store, loaded: Store, graph: Graph, name: str) -> None:
    for each in QUESTIONS[name].over(Sample.of(graph)):
        given, expected = (QUESTIONS[name].ask(store, each) for store in (imported, loaded))
        assert repr(given) == repr(expected), each


@pytest.mark.neo4j
def test_loads_go_on_where_the_import_ended(server: Neo4jServer, imported: Store, graph: Graph, tmp_path: Path) -> None:
    assert not load(imported, graph).changed
    fewer = without(every_type(), [CITY])
    assert load(imported, fewer).changed
    assert dump(imported) == fewer
    # what ends an import undoes no later load when it is run again
    write_neo4j_import(graph, tmp_path)
    with GraphDatabase.driver(server.uri) as driver, driver.session() as session:
        for part in (tmp_path / "finish.cypher").read_text("utf-8").split(";\n\n"):
            if part:
                session.run(part).consume()
    assert dump(imported) == fewer
    assert len(imported.read("builds")) == 1
