"""Every address on the small graph, whose answers are worked out in web_graph."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from web_graph import CITY, EXTENSION, GRAPH, LAW, PLAN, PROVINCE, ROOT


def at(kind: str, name: str, rest: str = "") -> str:
    return f"/{kind}/{quote(name, safe='')}{rest}"


def ids(page: Any) -> list[str]:
    return [item["document"]["id"] for item in page["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [CITY, EXTENSION, PROVINCE, ROOT, PLAN, LAW]),
        ("sort=issued_on", [ROOT, PROVINCE, EXTENSION, CITY, PLAN, LAW]),
        ("sort=order", [ROOT, PROVINCE, CITY, EXTENSION, PLAN, LAW]),
        ("sort=level", [ROOT, EXTENSION, PLAN, LAW, PROVINCE, CITY]),
        ("sort=doc_number", [CITY, PROVINCE, ROOT, EXTENSION, PLAN, LAW]),
        ("sort=title", [CITY, LAW, EXTENSION, PROVINCE, PLAN, ROOT]),
        ("level=provincial&level=municipal", [CITY, PROVINCE]),
        ("issuer=丁总局", [ROOT]),
        ("doc_type=法律", [LAW]),
        ("category=减负类", [PROVINCE, ROOT]),
        ("year=2022", [CITY]),
        ("year=2021&level=national", [EXTENSION, ROOT]),
        ("collection=示例&in_corpus=true&enclosed=false", [CITY, EXTENSION, PROVINCE, ROOT]),
        ("in_corpus=false", [LAW]),
        ("enclosed=true", [PLAN]),
        ("level=county", []),
    ],
)
def test_documents_are_filtered_and_sorted(get: Any, query: str, expected: list[str]) -> None:
    page = get(f"/documents?{query}")
    titles = {document.id: document.title for document in GRAPH.documents}
    if query == "sort=title":
        expected = sorted(expected, key=lambda name: titles[name])
    assert ids(page) == expected
    assert page["total"] == len(expected)
    assert page["next"] is None


@pytest.mark.parametrize("sort", ["order", "issued_on", "-issued_on", "title", "doc_number", "level"])
def test_pages_join_to_the_whole_list(get: Any, sort: str) -> None:
    whole, found, cursor = ids(get(f"/documents?sort={sort}")), [], ""
    for _ in range(4):
        page = get(f"/documents?sort={sort}&limit=2{cursor}")
        found += ids(page)
        assert page["total"] == 6
        assert (page["facets"] is None) == bool(cursor)
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == whole


def test_facets_count_what_fits_all_other_filters(get: Any) -> None:
    facets = get("/documents?level=national&year=2021")["facets"]
    assert facets["level"] == [
        {"value": "national", "count": 2},
        {"value": "provincial", "count": 1},
    ]
    assert facets["year"] == [{"value": 2021, "count": 2}, {"value": None, "count": 2}]
    assert facets["issuer"] == [{"value": "甲部", "count": 2}, {"value": "丁总局", "count": 1}]
    assert facets["in_corpus"] == [{"value": True, "count": 2}]


def test_a_document_with_its_relations(get: Any) -> None:
    view = get(at("documents", ROOT))
    assert view["document"]["title"] == "关于减免甲费的通知"
    assert view["document"]["source"] == {"file": "甲.txt", "line_start": 1, "line_end": 40, "page": 3}
    assert {link["document"]["id"]: link["relation"]["type"] for link in view["incoming"]} == {
        PROVINCE: "IMPLEMENTS",
        EXTENSION: "EXTENDS",
    }
    assert view["incoming"][0]["relation"]["evidence"] == {
        "file": "甲.txt",
        "line": 42,
        "quote": f"依据{ROOT}",
        "cue": "依据",
    }
    assert [measure["label"] for measure in view["measures"]] == ["一、"]


@pytest.mark.parametrize("rest", ["", "/passages", "/effects", "/status", "/trace", "/coverage"])
def test_ids_with_slash_mark_blank_and_hash(get: Any, rest: str) -> None:
    found = get(at("documents", PLAN, rest))
    assert found["document"]["id"] == PLAN


def test_passages_with_mentions_in_place(get: Any) -> None:
    page = get(at("documents", ROOT, "/passages?limit=2"))
    assert [(item["line"], item["kind"]) for item in page["items"]] == [(2, "title"), (6, "paragraph")]
    (mention,) = page["items"][1]["mentions"]
    assert page["items"][1]["text"][mention["start"] : mention["end"]] == "《甲法》"
    assert [document["id"] for document in page["cited"]] == [LAW]
    assert page["total"] == 3
    rest = get(at("documents", ROOT, f"/passages?limit=2&cursor={page['next']}"))
    assert [item["text"] for item in rest["items"]] == ["小微企业免征甲费。"]
    assert rest["next"] is None
    assert get(at("documents", LAW, "/passages"))["items"] == []


def test_effects(get: Any) -> None:
    found = get(at("documents", ROOT, "/effects"))
    (effect,) = found["received"]
    assert (effect["type"], effect["document"]["id"], effect["until"]) == ("EXTENDS", EXTENSION, "2021-12-31")
    assert get(at("documents", ROOT, "/effects?type=IMPLEMENTS"))["received"][0]["document"]["id"] == PROVINCE


@pytest.mark.parametrize(
    ("day", "state"),
    [("2021-01-01", "not_yet"), ("2021-05-01", "in_force"), ("2021-09-01", "extended"), ("2022-02-01", "expired")],
)
def test_status_on_a_day(get: Any, day: str, state: str) -> None:
    found = get(at("documents", ROOT, f"/status?on={day}"))
    assert found["state"] == state
    assert found["last"] == "2021-12-31"
    listed = get(f"/status?on={day}&id={quote(ROOT)}")
    assert [each["state"] for each in listed["items"]] == [state]
    assert not listed["truncated"]


def test_statuses_of_all_that_were_read(get: Any) -> None:
    found = get("/status?on=2021-05-01&level=national&state=not_yet")
    assert [each["document"]["id"] for each in found["items"]] == [EXTENSION]
    assert get("/status?on=2021-05-01&limit=1")["truncated"] is True


def test_statuses_by_words_end_and_marks(get: Any) -> None:
    def ids(rest: str) -> list[str]:
        return [each["document"]["id"] for each in get(f"/status?on=2021-05-01{rest}")["items"]]

    assert ids(f"&q={quote('甲部 [2021]1号')}") == [ROOT]
    assert ROOT in ids("&end=document")
    assert PROVINCE not in ids("&end=document")
    assert ids("&marked=true") == []
    assert ids(f"&id={quote(ROOT)}&id={quote(PROVINCE)}&end=any") == [ROOT]


def test_validity_over_time(get: Any) -> None:
    found = get("/validity?level=national")
    root = next(each for each in found["items"] if each["document"]["id"] == ROOT)
    assert [(period["state"], period["first"]) for period in root["periods"]] == [
        *(("not_yet", None), ("in_force", "2021-02-01"), ("extended", "2021-06-20"), ("expired", "2022-01-01"))
    ]
    assert [(turn["document"]["id"], turn["until"]) for turn in root["turns"]] == [(EXTENSION, "2021-12-31")]
    assert get("/validity?limit=1")["truncated"] is True


def test_what_ends(get: Any) -> None:
    found = get("/expiring?from=2021-12-01&days=31")
    assert next((each["day"], each["document"]["id"]) for each in found["endings"]) == ("2021-12-31", ROOT)
    assert get("/expiring?from=2021-12-01&days=29")["endings"] == []


def test_trace_as_tree_and_graph(get: Any) -> None:
    found = get(at("documents", ROOT, "/trace"))
    first = {step["document"]["id"]: step for step in found["down"]}
    assert list(first) == [PROVINCE, EXTENSION]
    assert first[PROVINCE]["days"] == 14
    assert [step["document"]["id"] for step in first[PROVINCE]["children"]] == [CITY]
    assert found["up"] == []
    assert {node["document"]["id"]: node["distance"] for node in found["graph"]["nodes"]} == {
        ROOT: 0,
        PROVINCE: 1,
        EXTENSION: 1,
        CITY: 2,
    }
    assert found["truncated"] is False
    narrow = get(at("documents", ROOT, "/trace?depth=1&type=IMPLEMENTS&confidence=0.7"))
    assert [step["document"]["id"] for step in narrow["down"]] == [PROVINCE]
    short = get(at("documents", ROOT, "/trace?depth=1"))
    assert (short["truncated"], short["left_out"]) == (True, 1)
    assert [node["more"] for node in short["graph"]["nodes"]] == [0, 1, 0]
    opened = get(at("documents", ROOT, f"/trace?depth=1&open={quote(PROVINCE)}"))
    assert [node["document"]["id"] for node in opened["graph"]["nodes"]] == [ROOT, PROVINCE, EXTENSION, CITY]
    measure = get(at("documents", ROOT, f"/trace?measure={quote(ROOT + '/一')}"))
    assert measure["measure"]["label"] == "一、"


def test_agencies(get: Any) -> None:
    page = get("/agencies")
    assert [(item["agency"]["id"], item["documents"]) for item in page["items"]] == [
        ("甲部", 2),
        ("丁总局", 1),
        ("示例省乙厅", 1),
        ("示例市丙局", 1),
    ]
    assert [item["agency"]["id"] for item in get("/agencies?q=乙厅&level=provincial")["items"]] == ["示例省乙厅"]
    assert [item["agency"]["id"] for item in get("/agencies?known=false&sort=name")["items"]] == ["示例市丙局"]
    first = get("/agencies?limit=3&sort=name")
    rest = get(f"/agencies?limit=3&sort=name&cursor={first['next']}")
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)


def test_an_agency_and_the_networks(get: Any) -> None:
    page = get(at("agencies", "甲部"))
    assert [issued["document"]["id"] for issued in page["documents"]] == [ROOT, EXTENSION]
    assert [partner["body"]["id"] for partner in page["partners"]] == ["丁总局"]
    joint = get("/agencies/network")
    assert [(edge["first"], edge["second"], edge["count"]) for edge in joint["joint"]["edges"]] == [
        ("丁总局", "甲部", 1)
    ]
    assert joint["following"] is None
    following = get("/agencies/network?kind=following")["following"]
    assert ("示例省乙厅", "甲部", 1) in [(edge["source"], edge["target"], edge["count"]) for edge in following["edges"]]


def test_lag(get: Any) -> None:
    found = get("/lag")
    assert found["overall"]["spread"]["median"] == 14
    assert [row["key"] for row in found["rows"]] == ["示例省乙厅"]


def test_relations(get: Any) -> None:
    page = get("/relations?sort=confidence")
    assert [item["relation"]["confidence"] for item in page["items"]] == [0.3, 0.6, 0.9, 0.9, 0.9]
    assert page["total"] == 5
    assert [item["days"] for item in get("/relations?type=IMPLEMENTS&confidence_from=0.7")["items"]] == [14]
    (ambiguous,) = get("/relations?resolution=ambiguous&scope=clause")["items"]
    assert ambiguous["relation"]["candidates"] == [EXTENSION, ROOT]
    assert [item["target"]["id"] for item in get(f"/relations?source={quote(ROOT)}")["items"]] == [LAW]
    assert get(f"/relations?target={quote(ROOT)}")["total"] == 2
    first = get("/relations?sort=-confidence&limit=3")
    rest = get(f"/relations?sort=-confidence&limit=3&cursor={first['next']}")
    assert [item["relation"]["confidence"] for item in (*first["items"], *rest["items"])] == [0.9, 0.9, 0.9, 0.6, 0.3]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("valid_on=2021-03-01", 1),
        ("valid_on=2021-07-01", 0),
        ("action=免征&responsible=甲部", 1),
        ("action=缓缴", 0),
    ],
)
def test_measures(get: Any, query: str, count: int) -> None:
    page = get(f"/measures?{query}")
    assert len(page["items"]) == page["total"] == count


def test_collections_issues_and_stats(get: Any) -> None:
    assert get("/collections")["items"] == [
        {"name": "示例", "documents": 4, "enclosed": 1, "earliest": "2021-02-01", "latest": "2022-03-01"}
    ]
    page = get("/issues?limit=1")
    assert [item["kind"] for item in page["items"]] == ["ambiguous_citation"]
    assert page["total"] == 2
    assert [item["kind"] for item in get(f"/issues?limit=1&cursor={page['next']}")["items"]] == ["unreadable"]
    assert get("/issues?level=error")["kinds"] == [{"kind": "unreadable", "count": 1}]
    stats = get("/stats")
    assert (stats["read"], stats["enclosed"], stats["cited"]) == (4, 1, 1)
    most = get("/stats?level=provincial")["most_implemented"]
    assert [(each["document"]["id"], each["count"]) for each in most] == [(PROVINCE, 1)]


def test_timeline(get: Any) -> None:
    found = get("/timeline?level=national&issued_to=2021-03-01")
    assert found == {"months": [{"year": 2021, "month": 2, "level": "national", "count": 1}], "undated": 0}


def test_accuracy(get: Any) -> None:
    found = get("/accuracy")
    assert [table["key"] for table in found["tables"]] == ["relations", "fields", "measures", "coverage", "agreement"]
    assert found["tables"][3]["rows"][2]["figures"] == {"pairs": 56, "precision": 0.842, "recall": 0.857}


def test_search_and_paths(get: Any) -> None:
    found = get(f"/search?q={quote('甲部发(2021)1号')}")
    assert found["hits"][0]["document"]["id"] == ROOT
    assert found["hits"][0]["exact"] is True
    marked = get(f"/search?q={quote('小微企业')}")["hits"][0]["passages"][0]
    assert [marked["text"][start:end] for start, end in marked["spans"]] == ["小微企业"]
    ways = get(f"/paths?from={quote(CITY)}&to={quote(ROOT)}")
    assert next([step["end"]["id"] for step in way] for way in ways["paths"]) == [PROVINCE, ROOT]


def test_search_with_filters_pages_and_states(get: Any) -> None:
    found = get(f"/search?q={quote('甲费')}&level=national&limit=1&on=2021-09-01")
    assert (found["total"], len(found["hits"])) == (3, 1)
    second = get(f"/search?q={quote('甲费')}&level=national&limit=1&offset=1")
    assert second["hits"][0]["document"]["id"] != found["hits"][0]["document"]["id"]
    assert {each["value"] for each in found["facets"]["status"]} >= {"extended"}
    held = get(f"/search?q={quote('甲费')}&state=extended&on=2021-09-01")
    # the plan stands and falls with the document that it is enclosed in
    assert {hit["document"]["id"] for hit in held["hits"]} == {ROOT, PLAN}
    assert get("/search")["total"] == 6
    assert {item["kind"] for item in get(f"/suggest?q={quote('甲部')}")["items"]} == {"number", "agency"}


def test_the_text_as_a_whole(get: Any) -> None:
    found = get(at("documents", ROOT, "/text?on=2021-09-01"))
    assert [passage["line"] for passage in found["passages"]] == [2, 6, 9]
    (mention,) = found["passages"][1]["mentions"]
    assert (mention["target"]["id"], mention["type"]) == (LAW, "BASED_ON")
    assert found["status"]["state"] == "extended"


def test_coverage(get: Any) -> None:
    found = get(at("documents", ROOT, "/coverage"))
    assert [each["document"]["id"] for each in found["by"]] == [PROVINCE]
    assert [measure["label"] for measure in found["by"][0]["alignment"]["gaps"]] == ["一、"]
    listed = get("/coverage/covered")
    assert [each["document"]["id"] for each in listed["items"]] == [ROOT]
    assert listed["items"][0]["by"][0]["counts"] == found["by"][0]["counts"]
    assert get("/coverage/covered?offset=1") == {"items": [], "total": 1}
    assert "items" in get("/coverage/uncovered")
    assert "items" in get("/coverage/baseless")


def test_health_and_readiness(get: Any) -> None:
    assert get("/health")["status"] == "alive"
    assert get("/ready")["status"] == "ready"
