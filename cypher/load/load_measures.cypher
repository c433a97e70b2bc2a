// name: load_measures
// purpose: Creates Measure nodes and joins each to its document.
// param build: str, the build that is loaded
// param rows: list of maps: id, at, document, and the fields of a measure
// column n: int, rows taken
UNWIND $rows AS row
MATCH (d:Document {build: $build, id: row.document})
CREATE (d)-[:HAS_MEASURE]->(n:Measure)
SET n = row, n.build = $build
RETURN count(n) AS n
