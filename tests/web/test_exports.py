"""Files of lists and of parts of the graph: whole, harmless, and as the programs that open them expect."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

import networkx as nx
import openpyxl
import pytest
from engines import store_of
from flask.testing import FlaskClient
from web_graph import CITY, EXTENSION, FORMULA, GRAPH, LAW, PLAN, PROVINCE, ROOT

from api.questions.answers import DocumentRef
from api.web.exports import lists, pages, sending
from api.web.exports.networks import gexf, graph_of, graphml
from api.web.exports.sheets import Network, Sheet
from api.web.exports.text import csv_table
from api.web.exports.workbook import workbook
from graph_builder.export.spreadsheet import harmless
from graph_builder.model import Evidence, Level, Relation, RelationType, Resolution, Scope
from graph_builder.store import load

TRACE = f"trace/{quote(ROOT, safe='')}"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def fetch(client: FlaskClient) -> Any:
    """Fetch an export whose media type is as it should be."""

    def ask(path: str, mimetype: str) -> bytes:
        answer = client.get(f"/api/v1/export/{path}")
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert answer.mimetype == mimetype
        assert "attachment" in answer.headers["Content-Disposition"]
        data: bytes = answer.data
        return data

    return ask


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes CSV without a mark for another encoding"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_of_documents(fetch: Any) -> None:
    rows = table(fetch("documents", "text/csv"))
    assert [row["id"] for row in rows] == [ROOT, PROVINCE, CITY, EXTENSION, PLAN, LAW]
    assert rows[0]["issuers"] == "甲部；丁总局"
    assert rows[2]["title"] == "'" + FORMULA
    assert [row["id"] for row in table(fetch("documents?level=national&in_corpus=false", "text/csv"))] == [LAW]


def test_csv_of_relations_has_the_evidence(fetch: Any) -> None:
    (row,) = table(fetch("relations?type=EXTENDS", "text/csv"))
    assert (row["source"], row["target"], row["until"]) == (EXTENSION, ROOT, "2021-12-31")
    assert (row["evidence_file"], row["evidence_line"], row["evidence_quote"]) == ("甲.txt", "91", f"依据{ROOT}")


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("measures", 1),
        ("agencies", 4),
        ("issues", 2),
        (f"search?q={quote('小微企业')}", 1),
        ("status?on=2021-05-01", 4),
        ("expiring?from=2021-06-01&days=365", 1),
        (TRACE, 3),
        ("network", 1),
        ("network?kind=following", 1),
    ],
)
def test_csv_and_json_lines_of_the_others(fetch: Any, path: str, count: int) -> None:
    rows = table(fetch(path, "text/csv"))
    assert len(rows) >= count
    join = "&" if "?" in path else "?"
    lines = fetch(f"{path}{join}format=jsonl", "application/jsonl").decode().splitlines()
    entries = [json.loads(line) for line in lines]
    assert sum(entry["table"] == entries[0]["table"] for entry in entries) == len(rows)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "　=1", "＝1", "|cmd", "%x", "-2+3+cmd|' /C calc'!A0"],
)
def test_formulas_are_texts(text: str) -> None:
    assert harmless(text) == "'" + text
    written = b"".join(csv_table(Sheet("x", ("a",), [(text,)]))).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(written, newline=""))
    assert row == ["'" + text]


@pytest.mark.parametrize("value", ["国发〔2020〕1号", "", "1", 1, -1, 0.5, None, True])
def test_what_is_no_formula_stays(value: Any) -> None:
    assert harmless(value) == value


def test_workbook_has_a_sheet_per_kind_and_evidence(fetch: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fetch(f"{TRACE}?format=xlsx", WORKBOOK)))
    assert book.sheetnames == ["relations", "evidence", "documents", "notes"]
    head, *documents = book["documents"].iter_rows(values_only=True)
    assert [row[0] for row in documents] == [ROOT, PROVINCE, EXTENSION, CITY]
    city = dict(zip(head, documents[3], strict=True))
    assert city["title"] == FORMULA
    assert book["documents"].cell(5, 2).data_type == "s"
    assert city["issued_on"] == datetime(2022, 3, 1)
    evidence = list(book["evidence"].iter_rows(values_only=True))
    assert (EXTENSION, "EXTENDS", ROOT, 0.9, "甲.txt", 91, f"依据{ROOT}", "依据", "rule_extends") in evidence
    notes = dict(book["notes"].iter_rows(values_only=True))
    assert notes["asked"].startswith("/api/v1/export/trace/")
    whole = openpyxl.load_workbook(io.BytesIO(fetch("documents?format=xlsx", WORKBOOK)))
    assert whole.sheetnames == ["documents", "relations", "evidence", "notes"]
    assert whole["relations"].max_row == 6


def test_what_a_workbook_has_no_room_for_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.web.exports.workbook._MOST_ROWS", 2)
    sheet = Sheet("long", ("a", "b"), [("x" * 40_000, True), ("y\x00\x0b\ud800", 1.5), ("left out", None)])
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook((sheet,), {"export": "x"}))))
    rows = list(book["long"].iter_rows(values_only=True))
    assert len(rows) == 3
    assert len(rows[1][0]) == 32_767
    assert rows[1][1] is True
    notes = dict(book["notes"].iter_rows(values_only=True))
    assert {"long: truncated", "long: truncated cell"} <= set(notes)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize(
    ("path", "nodes", "edges"),
    [
        ("documents", {ROOT, PROVINCE, CITY, EXTENSION, LAW, PLAN}, 5),
        ("relations", {ROOT, PROVINCE, CITY, EXTENSION, LAW}, 5),
        (TRACE, {ROOT, PROVINCE, CITY, EXTENSION}, 3),
        ("documents?level=national", {ROOT, EXTENSION, LAW, PLAN}, 2),
    ],
)
def test_graphs_of_documents(fetch: Any, form: str, path: str, nodes: set[str], edges: int) -> None:
    join = "&" if "?" in path else "?"
    content = fetch(f"{path}{join}format={form}", f"application/{form}+xml")
    graph = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(content))
    assert set(graph.nodes) == nodes
    assert graph.number_of_edges() == edges
    assert 91 in {data["evidence_line"] for *_, data in graph.edges(data=True)}
    assert graph.nodes[ROOT]["title"] == "关于减免甲费的通知"


def test_graphs_of_agencies(fetch: Any) -> None:
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(io.BytesIO(fetch(f"network?format={form}", f"application/{form}+xml")))
        assert graph.has_edge("甲部", "丁总局")


def test_hostile_texts_make_good_xml() -> None:
    title = '"><script>\u202e]]>'
    ref = DocumentRef("a<&\x00\x0b\ud800\uffff", title, None, None, Level.NATIONAL, (), None, True, None, None)
    proof = Evidence("f\x01", 1, "\x1f<&>", "")
    relation = Relation(ref.id, ref.id, RelationType.CITES, Scope.CLAUSE, False, 1.0, "r", Resolution.NUMBER, proof)
    for form, read in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        graph = read(io.BytesIO(b"".join(form(graph_of(Network((ref,), (relation,)))))))
        assert list(graph.nodes) == ["a<&"]
        assert graph.nodes["a<&"]["title"] == title


def test_json_ld_in_terms_of_eli(fetch: Any) -> None:
    made = json.loads(fetch("documents?format=jsonld", "application/ld+json"))
    assert made["@context"]["eli"] == "http://data.europa.eu/eli/ontology#"
    nodes = made["@graph"]
    root = next(node for node in nodes if node.get("eli:id_local") == ROOT)
    assert root["@type"] == "eli:LegalResource"
    assert (root["eli:number"], root["eli:date_document"]) == (ROOT, "2021-02-01")
    assert [quote("甲部"), quote("丁总局")] == [iri.rsplit(":", 1)[1] for iri in root["eli:passed_by"]]
    links = {key for node in nodes for key in node if key.startswith(("eli:", "pg:"))}
    assert {"eli:ensures_implementation_of", "eli:based_on", "eli:cites", "pg:extends", "eli:changes"} <= links
    extension = next(node for node in nodes if node.get("pg:type") == "EXTENDS")
    assert extension["rdf:subject"] == f"urn:policygraph:document:{quote(EXTENSION, safe='')}"
    assert (extension["rdf:predicate"], extension["pg:until"], extension["pg:line"]) == ("pg:extends", "2021-12-31", 91)
    assert all(re.fullmatch(r"urn:[\x21-\x7e]+", node["@id"]) for node in nodes)


def test_dossier(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/documents/{quote(ROOT, safe='')}/dossier?on=2021-09-01")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    page = answer.get_data(as_text=True)
    for words in (
        "关于减免甲费的通知",
        "2021-09-01：已延期",
        EXTENSION,
        f"依据{ROOT}",
        "甲.txt:91",
        "免征甲费",
        "上溯",
        "下行",
    ):
        assert words in page
    assert "<script" not in page


def test_a_dossier_escapes_what_it_shows(client: FlaskClient) -> None:
    title = '<script>alert(1)</script>" onload="x'
    hostile = replace(GRAPH.documents[0], id="敌〔2021〕1号", doc_number=None, title=title, encloses=(), aliases=())
    load(store_of("arcadedb"), replace(GRAPH, documents=(*GRAPH.documents, hostile)))
    page = client.get(f"/api/v1/documents/{quote(hostile.id, safe='')}/dossier").get_data(as_text=True)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_exports_are_read_page_by_page(fetch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fetch("documents?format=jsonl", "application/jsonl")
    monkeypatch.setattr(pages, "_AT_ONCE", 2)
    assert fetch("documents?format=jsonl", "application/jsonl") == whole


def test_a_graph_that_would_run_away_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LARGEST_GRAPH", 3)
    answer = client.get("/api/v1/export/documents?format=graphml")
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["parameter"] == "format"
    assert client.get("/api/v1/export/documents?format=jsonld").status_code == 200


def test_names_of_files_hold_nothing_but_names(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/export/trace/{quote(PLAN, safe='')}")
    assert answer.status_code == 200
    assert not set(answer.headers["Content-Disposition"].split("filename", 1)[1]) & set("/#\r\n")
    assert answer.headers["Content-Disposition"].isascii()


def test_the_name_of_a_file_tells_that_more_was_found(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def name(path: str) -> str:
        answer = client.get(f"/api/v1/export/{path}")
        return answer.headers["Content-Disposition"].rsplit("=", 1)[1]

    assert name("search") == "search.csv"
    assert name("search?limit=2") == "search-first-2.csv"
    assert name("status?on=2021-05-01") == "status-2021-05-01.csv"
    assert name("expiring?from=2021-01-01&days=3660") == "expiring.csv"
    monkeypatch.setattr(lists, "_MOST_STATUSES", 1)
    assert name("status?on=2021-05-01") == "status-2021-05-01-first-1.csv"
