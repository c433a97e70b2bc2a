"""The graph as files: JSON lines (the contract), CSV, GraphML, a Cypher script and Neo4j's bulk import."""
