"""How the statements of ``cypher/`` are run on Neo4j: ``python -m benchmarks.plans --documents 100000``.

A plan is bad that looks at all nodes or edges of a kind where an index says which are meant, or that pairs everything
with everything. The command loads a generated graph (:mod:`benchmarks.light`) into a server of its own, or into the one
that ``--uri`` names, whose graph it replaces; it prints the bad plans and ends with 1 where there are any. A test makes
the same check on a smaller graph.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.engines import neo4j_server
from benchmarks.light import LINE, THEMES, light_graph, mark_of
from graph_builder.model import Graph, RelationType, Scope
from graph_builder.store import StoreSettings, load, open_store
from graph_builder.store.connection import Row
from graph_builder.store.keys import exact_key
from graph_builder.store.rows import steps
from graph_builder.store.statements import Statement, statements

FOLDERS = ("read", "load", "revise")
"""Where the statements are whose plans are looked at: those of the schema have none."""
_BAD = ("Scan", "CartesianProduct")
"""In the names of operators: NodeByLabelScan, AllNodesScan, DirectedRelationshipTypeScan …"""
_SERVED = ("NodeIndexScan", "NodeIndexContainsScan", "NodeIndexEndsWithScan", "DirectedRelationshipIndexScan")
"""Those that go through an index as a whole look at everything that it holds, and are as bad."""
_ROWS = 500
_OF_AGENCIES = (
    *("answered_by", "signed_by", "documents_issued_by", "measures_assigned", "count_measures_assigned"),
    *("revise_agencies", "revise_agency_links"),
)
"""Statements whose ids are those of agencies."""
_OF_PASSAGES = ("revise_passages", "revise_mentions")
_OF_MEASURES = ("revise_measures", "revise_assigned")
_OF_REGIONS = ("revise_regions", "revise_region_links")


@dataclass(frozen=True, slots=True)
class BadPlan:
    """An operator of a statement's plan that must not be there, with what the server says of it."""

    statement: str
    operator: str
    details: str

    def __str__(self) -> str:
        return f"{self.statement}: {self.operator} {self.details}"


def bad_plans(driver: neo4j.Driver, graph: Graph, build: str) -> list[BadPlan]:
    """The bad operators of all statements, each planned with parameters out of the graph that the server holds.

    They are planned anew: a server keeps a plan for a while that it made for another graph, and where that held hardly
    a node of a kind, going through the index as a whole was as good.

    Raises :class:`KeyError` for a parameter that :class:`Parameters` has no value for.
    """
    values = Parameters(graph, build)
    found: list[BadPlan] = []
    with driver.session() as session:
        session.run(statements()["plan_anew"].text).consume()
        for statement in sorted(statements().values(), key=lambda each: (each.folder, each.name)):
            if statement.folder not in FOLDERS:
                continue
            plan = session.run(f"EXPLAIN {statement.text}", values.of(statement)).consume().plan
            assert plan is not None
            found += [BadPlan(statement.name, *each) for each in _operators(plan) if is_bad(each[0])]
    return found


def is_bad(operator: str) -> bool:
    """Whether an operator must not be in a plan."""
    return any(name in operator for name in (*_BAD, *_SERVED))


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names of all operators of a plan, without the database behind the ``@``, and their details."""
    yield plan["operatorType"].split("@")[0], " ".join(str(plan["args"].get("Details", "")).split())
    for child in plan.get("children", ()):
        yield from _operators(child)


class Parameters:
    """Values for the parameters that statements declare, as a question would give them: of documents that are there."""

    def __init__(self, graph: Graph, build: str) -> None:
        self._graph = graph
        self._rows: dict[str, list[Row]] = {step.statement: list(step.rows[:_ROWS]) for step in steps(graph)}
        root = graph.documents[0]
        agency = next(each for each in graph.agencies if each.name in root.issuers)
        self._given: dict[str, Any] = {
            "build": build,
            "id": root.id,
            "ids": [each.id for each in graph.documents[:LINE]],
            "key": exact_key(root.id),
            "keys": [exact_key(each.id) for each in graph.documents[:LINE]],
            "limit": 50,
            "offset": 0,
            "after": -1,
            "at": None,
            "sort": "order",
            "types": [kind.value for kind in RelationType],
            "scopes": [scope.value for scope in Scope],
            "resolutions": [],
            "levels": [root.level.value],
            "issuers": [],
            "doc_types": [],
            "categories": [],
            "years": [],
            "collections": [],
            "in_corpus": None,
            "enclosed": None,
            "issued_from": None,
            "issued_to": None,
            "regions": [],
            "known": None,
            "part": "",
            "cited": False,
            "documents": [],
            "responsible": [agency.name],
            "actions": [],
            "day": None,
            "kind": "ambiguous_citation",
            "kinds": [],
            "file": "000000.txt",
            "files": [],
            "first": date(2021, 1, 1),
            "last": date(2021, 1, 31),
            "least": 0.0,
            "most": 1.0,
            "below": 0.7,
            "length": 100,
            "lengths": ["个月", "年"],
            "words": ["施行", "期限"],
            "runs": [THEMES[0]],
            "patterns": [".*2021.*"],
            "query": f'+"{mark_of(0)}"',
            "pairs": [{"source": each.source, "target": each.target} for each in graph.relations[:LINE]],
            "revision": "1",
            "gap": 1,
            "number": 1,
            "program": "1",
            "format": 1,
            "rows": [],
        }
        agencies = [each.id for each in graph.agencies[:LINE]]
        self._of: dict[str, dict[str, Any]] = {
            **{name: {"ids": agencies} for name in _OF_AGENCIES},
            "measure": {"id": graph.measures[0].id},
            "list_issues": {"at": -1},
            **{name: {"ids": [each.id for each in graph.passages[:LINE]]} for name in _OF_PASSAGES},
            **{name: {"ids": [each.id for each in graph.measures[:LINE]]} for name in _OF_MEASURES},
            **{name: {"ids": [each.name for each in graph.regions]} for name in _OF_REGIONS},
        }
        ends = [{"source": each.source, "target": each.target, "type": each.type.value} for each in graph.relations]
        self._rows["change_relations"] = [each | {"properties": {"at": 1}} for each in ends[:_ROWS]]
        self._rows["revise_single_relations"] = ends[:_ROWS]
        for label in ("regions", "agencies", "documents", "passages", "measures"):
            self._rows[f"change_{label}"] = self._rows[f"load_{label}"]

    def of(self, statement: Statement) -> dict[str, Any]:
        """The parameters of a statement."""
        given = self._given | self._of.get(statement.name, {}) | {"rows": self._rows.get(statement.name, [])}
        return {name: given[name] for name in statement.params}


@contextmanager
def _server(uri: str | None, folder: Path) -> Iterator[str]:
    if uri:
        yield uri
    else:
        with neo4j_server(folder) as own:
            yield own


def main() -> None:
    """Load, look, and print what is bad."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--uri", help="a Neo4j server without a password; its graph is replaced")
    given = parser.parse_args()
    graph = light_graph(given.documents)
    with tempfile.TemporaryDirectory() as folder, _server(given.uri, Path(folder)) as uri:
        with open_store(StoreSettings(Path(folder), uri=uri)) as store:
            build = load(store, graph).build
        with neo4j.GraphDatabase.driver(uri, notifications_min_severity="OFF") as driver:
            found = bad_plans(driver, graph, build)
    asked = sum(each.folder in FOLDERS for each in statements().values())
    print(f"{len(graph.documents)} documents, {asked} statements, {len(found)} bad operators")
    print("\n".join(map(str, found)))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
