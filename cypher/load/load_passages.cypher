// name: load_passages
// purpose: Creates Passage nodes and joins each to its document.
// param build: str, the build that is loaded
// param rows: list of maps: id, at, document, ordinal, line, kind, label, text
// column n: int, rows taken
UNWIND $rows AS row
MATCH (d:Document {build: $build, id: row.document})
CREATE (d)-[:HAS_PASSAGE]->(n:Passage)
SET n = row, n.build = $build
RETURN count(n) AS n
