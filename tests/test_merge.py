"""Several graphs as one."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.merge import merge
from graph_builder.model import Graph


def test_one_graph_stays_as_it_is(small_graph: Graph) -> None:
    assert merge([small_graph]) == small_graph
    assert merge([small_graph, small_graph]) == small_graph
    assert merge([]) == Graph()


def test_a_read_document_outranks_its_citation(small_graph: Graph) -> None:
    national, *rest = small_graph.documents
    cited = replace(national, in_corpus=False, collection=None, catalog_no=None, source=None)
    citing = replace(small_graph, documents=(cited, *rest))
    for graphs in ([citing, small_graph], [small_graph, citing]):
        assert merge(graphs).documents[0] == national


def test_a_known_agency_outranks_one_by_pattern(small_graph: Graph) -> None:
    department = small_graph.agencies[1]
    known = Graph(agencies=(replace(department, known=True, parent="示例省人民政府"),))
    assert merge([small_graph, known]).agencies[1] == known.agencies[0]
    assert merge([known, small_graph]).agencies[0] == known.agencies[0]
