"""Networks of issuers, against answers worked out by hand (see ``issuing``)."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from issuing import BRANCH, CITY_OFFICE, FIRST, GOVERNMENT, SECOND, issuing

from api.questions.network import Period, as_graph, as_matrix, following_network, joint_network
from api.questions.network.answers import FollowingNetwork, JointNetwork, Node
from api.questions.network.bodies import Bodies
from api.questions.network.measuring import measure
from graph_builder.model import Agency, Graph, Level, Scope
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, issuing())
    return store


def node(network: JointNetwork | FollowingNetwork, body: str) -> Node:
    (found,) = (each for each in network.nodes if each.body.id == body)
    return found


def test_who_issues_with_whom(loaded: Store) -> None:
    network = joint_network(loaded)
    assert [(e.first, e.second, e.count, e.documents, e.categories) for e in network.edges] == [
        ("丁局", "丙总局", 1, ("N4",), ((None, 1),)),
        (BRANCH, FIRST, 1, ("P3",), (("类二", 1),)),
        ("乙部", "甲部", 1, ("N1",), ((None, 1),)),
        (SECOND, FIRST, 1, ("P1",), (("类一", 1),)),
    ]  # fmt: skip
    # the plan enclosed in P1 is no document of its own, those only cited are left out
    assert [ref.id for ref in network.documents] == ["N1", "N2", "N4", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "M1"]
    assert network.pivots is None


def test_the_figures_of_the_bodies(loaded: Store) -> None:
    network = joint_network(loaded)
    first = node(network, FIRST)
    assert (first.documents, first.alone, first.degree, first.strength) == (5, 3, 2, 2)
    # of ten bodies, only the way between the two partners of 甲厅 leads over a third one: 1 of 9 * 8 / 2
    assert first.betweenness == round(1 / 36, 6)
    assert all(each.betweenness == 0 for each in network.nodes if each.body.id != FIRST)
    assert max(network.nodes, key=lambda each: each.pagerank) == first
    assert sum(each.pagerank for each in network.nodes) == pytest.approx(1, abs=1e-5)
    communities = {each.body.id: each.community for each in network.nodes}
    assert communities == {
        **{FIRST: 0, SECOND: 0, BRANCH: 0},
        **{"丁局": 1, "丙总局": 1, "乙部": 2, "甲部": 2},
        **{"甲部办公厅": None, GOVERNMENT: None, CITY_OFFICE: None},
    }


def test_an_agency_under_former_names_is_one_and_two_that_stood_side_by_side_are_not(loaded: Store) -> None:
    network = joint_network(loaded, cited=True)
    ministry = node(network, "乙部")
    assert (ministry.documents, ministry.body.names) == (2, ("旧乙部",))
    # 甲部 took in 丁局, which was another body when it issued; 丙总局 is not shown as 新丙局, which issued nothing yet
    assert node(network, "丁局").body.names == ()
    assert node(network, "丙总局").body.names == ("新丙局",)


def test_offices_can_be_folded_into_their_ministry(loaded: Store) -> None:
    ministry = node(joint_network(loaded, fold_offices=True), "甲部")
    assert (ministry.documents, ministry.body.names) == (2, ("甲部办公厅",))


@pytest.mark.parametrize(
    ("filters", "documents", "undated"),
    [
        ({"period": Period(date(2021, 3, 1))}, ["N4", "P4", "P6", "P7", "M1"], ["P5"]),
        ({"period": Period(None, date(2021, 1, 20))}, ["N1", "P1"], ["P5"]),
        ({"period": Period(date(2021, 1, 20), date(2021, 2, 1)), "cited": True}, ["N2", "P1"], ["N3", "P5", "P8"]),
        ({"levels": [Level.NATIONAL]}, ["N1", "N2", "N4"], []),
        ({"levels": []}, [], []),
    ],
)
def test_the_joint_network_can_be_limited(
    loaded: Store, filters: dict[str, object], documents: list[str], undated: list[str]
) -> None:
    network = joint_network(loaded, **filters)  # type: ignore[arg-type]
    assert [ref.id for ref in network.documents] == documents
    assert [ref.id for ref in network.undated] == undated


FOLLOWING = {
    (FIRST, "甲部"): (2, True),  # P1 and P5 on N1
    (FIRST, "乙部"): (2, False),
    (FIRST, "甲部办公厅"): (1, True),  # P2 on N2
    (FIRST, "丙总局"): (1, False),  # P3 on N4
    (FIRST, "丁局"): (1, False),
    (FIRST, GOVERNMENT): None,  # P6 on P7, both of one level
    (SECOND, "甲部"): (2, False),  # P1 and P4 on N1
    (SECOND, "乙部"): (3, True),  # these and P4 on N3 of 旧乙部
    (BRANCH, "丙总局"): (1, True),
    (BRANCH, "丁局"): (1, False),
    (CITY_OFFICE, "甲部"): (1, True),
    (CITY_OFFICE, "乙部"): (1, False),
    (CITY_OFFICE, FIRST): (1, False),  # M1 on P2
    (GOVERNMENT, "国务院"): (0, True),  # registered, but no document shows it
}


def test_who_follows_whom(loaded: Store) -> None:
    network = following_network(loaded)
    found = {(edge.source, edge.target): (edge.count, edge.counterpart) for edge in network.edges}
    assert found == {ends: value for ends, value in FOLLOWING.items() if value}
    assert all(edge.count == len(edge.pairs) for edge in network.edges)
    (edge,) = (each for each in network.edges if (each.source, each.target) == (SECOND, "乙部"))
    shown = [network.pairs[place] for place in edge.pairs]
    assert [(pair.source.id, pair.target.id) for pair in shown] == [("P1", "N1"), ("P4", "N3"), ("P4", "N1")]
    assert shown[0].relations[0].evidence.line == 7


def test_pairs_without_known_issuers_are_told(loaded: Store) -> None:
    network = following_network(loaded)
    assert [(pair.source.id, pair.target.id) for pair in network.unattributed] == [("P6", "X1")]


def test_figures_of_following_count_what_documents_show(loaded: Store) -> None:
    network = following_network(loaded)
    assert (node(network, "国务院").degree, node(network, "国务院").community) == (0, None)
    assert (node(network, FIRST).degree, node(network, FIRST).strength) == (6, 8)
    # P1, P2, P3, P5 carry out something, and P2 is carried out
    assert node(network, FIRST).documents == 4
    assert max(network.nodes, key=lambda each: each.pagerank).body.id == "乙部"


def test_offices_and_clauses_can_be_counted(loaded: Store) -> None:
    folded = {(e.source, e.target): e.count for e in following_network(loaded, fold_offices=True).edges}
    assert folded[FIRST, "甲部"] == 3
    clauses = {(e.source, e.target): e.count for e in following_network(loaded, scopes=tuple(Scope)).edges}
    assert clauses[SECOND, "甲部办公厅"] == 1


def test_following_can_be_limited_to_a_period(loaded: Store) -> None:
    network = following_network(loaded, period=Period(date(2021, 2, 1), date(2021, 2, 28)))
    assert [(pair.source.id, pair.target.id) for pair in network.pairs] == [("P2", "N2"), ("P3", "N4")]
    assert [pair.source.id for pair in network.undated] == ["P5"]


def test_the_matrix_has_the_followed_in_rows(loaded: Store) -> None:
    network = following_network(loaded, levels=[Level.PROVINCIAL])
    matrix = as_matrix(network)
    rows, columns = ([each.body.id for each in side] for side in (matrix.rows, matrix.columns))
    assert sorted(columns) == sorted([FIRST, SECOND, BRANCH, GOVERNMENT])
    assert sorted(rows) == sorted(["丁局", "丙总局", "乙部", "甲部", "甲部办公厅", "国务院"])
    cells = {
        (column, row): (matrix.counts[r][c], matrix.counterpart[r][c])
        for r, row in enumerate(rows)
        for c, column in enumerate(columns)
    }
    for ends, value in cells.items():
        assert value == (FOLLOWING.get(ends) or (0, False))
    # in the order of communities, those without one last
    for side in (matrix.rows, matrix.columns):
        places = [99 if each.community is None else each.community for each in side]
        assert places == sorted(places)


def test_the_matrix_of_joint_issuing_is_symmetric(loaded: Store) -> None:
    matrix = as_matrix(joint_network(loaded))
    assert matrix.rows == matrix.columns
    assert matrix.counts == tuple(zip(*matrix.counts, strict=True))
    assert sum(map(sum, matrix.counts)) == 8


def test_the_graphs_can_be_written(loaded: Store, tmp_path: Path) -> None:
    joint, following = as_graph(joint_network(loaded)), as_graph(following_network(loaded))
    assert not joint.is_directed()
    assert following.is_directed()
    assert joint.edges[FIRST, SECOND] == {"count": 1, "documents": "P1"}
    assert following.edges[SECOND, "乙部"] == {"count": 3, "counterpart": True}
    for graph in (joint, following):
        nx.write_graphml(graph, tmp_path / "network.graphml")
        assert set(nx.read_graphml(tmp_path / "network.graphml")) == set(graph)


def test_figures_worked_out_by_hand() -> None:
    # a star: rank of the centre c = .05 + .85 * 2 l, of a leaf l = .05 + .85 c / 2
    figures, pivots = measure("abc", {("a", "b"): 2, ("a", "c"): 2}, directed=False, seed=0)
    assert pivots is None
    assert (figures["a"].pagerank, figures["b"].pagerank) == (0.486486, 0.256757)
    assert (figures["a"].betweenness, figures["b"].betweenness) == (1.0, 0.0)
    assert (figures["a"].degree, figures["a"].strength) == (2, 4)
    assert measure([], {}, directed=True, seed=0) == ({}, None)


def test_a_large_network_is_measured_from_some_of_its_nodes() -> None:
    names = [f"{number:04d}" for number in range(1500)]
    figures, pivots = measure(names, dict.fromkeys(pairwise(names), 1), directed=False, seed=0)
    assert pivots is not None
    assert 10 <= pivots < 1500
    assert len(figures) == 1500


edges = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda ends: ends[0] < ends[1]),
    st.integers(1, 9),
    max_size=25,
)


@given(edges, st.booleans(), st.randoms())
def test_figures_do_not_depend_on_the_order(found: dict[tuple[int, int], int], directed: bool, random: object) -> None:
    counts = {(f"机关{a}", f"机关{b}"): count for (a, b), count in found.items()}
    names = {end for ends in counts for end in ends}
    shuffled = list(counts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    once = measure(names, counts, directed=directed, seed=3)
    assert measure(sorted(names, reverse=True), dict(shuffled), directed=directed, seed=3) == once
    assert all(0 <= each.betweenness <= 1 and 0 <= each.pagerank <= 1 for each in once[0].values())


@given(edges, st.booleans())
def test_figures_are_those_of_networkx(found: dict[tuple[int, int], int], directed: bool) -> None:
    names = [f"{number:02d}" for number in range(13)]
    counts = {(names[a], names[b]): count for (a, b), count in found.items()}
    figures, pivots = measure(names, counts, directed=directed, seed=0)
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from([(a, b, count) for (a, b), count in counts.items()], weight="count")
    betweenness, ranks = nx.betweenness_centrality(graph), nx.pagerank(graph, weight="count")
    assert pivots is None
    for name in names:
        assert figures[name].betweenness == pytest.approx(betweenness[name], abs=1e-6)
        assert figures[name].pagerank == pytest.approx(ranks[name], abs=1e-6)
        assert figures[name].strength == graph.degree(name, weight="count")


def test_communities_are_no_worse_than_those_of_networkx() -> None:
    # Six groups of ten, each joined in itself, and in a ring with the next ones.
    pairs = [(a, b) for a in range(60) for b in range(a + 1, 60) if a // 10 == b // 10 and (a * b) % 3]
    pairs += [(group * 10, (group * 10 + 10) % 60) for group in range(6)]
    names = [f"{number:02d}" for number in range(60)]
    figures, _ = measure(names, {(names[a], names[b]): 2 for a, b in pairs}, directed=False, seed=0)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([(names[a], names[b], 2) for a, b in pairs], weight="count")
    mine: dict[int | None, set[str]] = {}
    for name in graph:
        mine.setdefault(figures[name].community, set()).add(name)
    theirs = nx.community.louvain_communities(graph, weight="count", seed=0)
    least = nx.community.modularity(graph, theirs, weight="count")
    assert nx.community.modularity(graph, mine.values(), weight="count") >= least - 1e-9


def test_an_estimate_comes_near_the_exact_betweenness(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number:03d}" for number in range(200)]
    counts = {(names[0], name): 1 for name in names[1:]}
    monkeypatch.setattr("api.questions.network.measuring._STEPS", 1)
    figures, pivots = measure(names, counts, directed=False, seed=0)
    assert pivots == 32
    assert figures["000"].betweenness == pytest.approx(1.0, abs=0.05)
    assert all(figures[name].betweenness == 0 for name in names[1:])


def figures_of_a_network() -> str:
    """Those of a network whose nodes and edges come from sets; as a text that other processes can make too."""
    names = {f"机关{n}" for n in range(40)}
    counts = {(a, b): 1 for a in names for b in names if a < b and (int(a[2:]) * int(b[2:])) % 7 == 3}
    found, _ = measure(names, counts, directed=False, seed=0)
    return json.dumps({n: [f.betweenness, f.pagerank, f.community] for n, f in found.items()}, sort_keys=True)


def test_figures_do_not_depend_on_the_hash_seed() -> None:
    imports = "import json\nfrom api.questions.network.measuring import measure\n"
    code = f"{imports}{inspect.getsource(figures_of_a_network)}print(figures_of_a_network())"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert elsewhere.strip() == figures_of_a_network()
    assert len(json.loads(elsewhere)) == 40


def bodies(*agencies: Agency, issuing: tuple[str, ...] = (), fold: bool = False) -> Bodies:
    return Bodies.of(agencies, {a.id: int(a.id in issuing) for a in agencies}, fold_offices=fold)


def national(name: str, **fields: object) -> Agency:
    return Agency(name, name, Level.NATIONAL, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("issuing_ones", "shown"), [((), "丙"), (("甲",), "甲"), (("甲", "乙"), "乙"), (("甲", "丙"), "丙")]
)
def test_a_body_is_shown_as_the_latest_that_issued(issuing_ones: tuple[str, ...], shown: str) -> None:
    chain = (national("甲", successor="乙"), national("乙", successor="丙"), national("丙"))
    found = bodies(*chain, issuing=issuing_ones)
    assert set(found.body_of.values()) == {shown}
    assert found.members[shown] == ("丙", "乙", "甲")


def test_a_circle_of_successors_ends() -> None:
    found = bodies(national("甲", successor="乙"), national("乙", successor="甲"), issuing=("甲",))
    assert set(found.body_of.values()) == {"甲"} or set(found.body_of.values()) == {"乙"}


@pytest.mark.parametrize(
    ("name", "parent", "over", "folded"),
    [
        ("甲部办公厅", "甲部", "国务院", True),
        ("甲部某某司", "甲部", "国务院", True),
        ("国务院办公厅", "国务院", None, True),
        ("国务院甲委员会", "国务院", None, False),  # a body of its own
        ("乙局", "甲部", "国务院", False),  # belongs to it, under a name of its own
    ],
)
def test_what_is_an_office(name: str, parent: str, over: str | None, folded: bool) -> None:
    found = bodies(national(name, parent=parent), national(parent, parent=over), fold=True)
    assert found.body_of[name] == (parent if folded else name)


@pytest.mark.corpus
def test_the_joint_documents_of_the_compendium_are_all_there(compendium_store: Store, compendium: Graph) -> None:
    network = joint_network(compendium_store)
    body_of = {
        name: each.body.id for each in network.nodes for name in (each.body.id, each.body.name, *each.body.names)
    }
    body_of |= {name: body_of[a.id] for a in compendium.agencies if a.id in body_of for name in (a.name, *a.also)}
    expected: Counter[tuple[str, ...]] = Counter()
    for document in compendium.documents:
        if document.in_corpus and document.parent is None:
            expected.update(combinations(sorted({body_of[name] for name in document.issuers}), 2))
    assert {(edge.first, edge.second): edge.count for edge in network.edges} == dict(expected)
    graph = as_graph(network)
    assert nx.number_of_edges(graph) == len(expected)


@pytest.mark.corpus
def test_departments_follow_their_counterparts_most(compendium_store: Store) -> None:
    network = following_network(compendium_store, fold_offices=True)
    strongest = {}
    for edge in sorted(network.edges, key=lambda edge: edge.count):
        strongest[edge.source] = edge
    for department in ("河北省财政厅", "河北省发展和改革委员会", "河北省人力资源和社会保障厅", "河北省商务厅"):
        assert strongest[department].counterpart
        assert strongest[department].count >= 5
