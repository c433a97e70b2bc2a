"""The graph as files: JSON lines (the contract), CSV, GraphML, a Cypher script and Neo4j's bulk import."""

from graph_builder.export.csv_tables import write_csv
from graph_builder.export.cypher_script import write_cypher
from graph_builder.export.facts import facts_of
from graph_builder.export.graphml import write_graphml
from graph_builder.export.jsonl import EXPORT_FILES, read_jsonl, write_jsonl
from graph_builder.export.neo4j_import import write_neo4j_import

__all__ = [
    "EXPORT_FILES",
    "facts_of",
    "read_jsonl",
    "write_csv",
    "write_cypher",
    "write_graphml",
    "write_jsonl",
    "write_neo4j_import",
]
