// name: load_in_region
// purpose: Joins agencies to their region.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Agency {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Region {build: $build, id: row.target})
CREATE (a)-[r:IN_REGION]->(b)
RETURN count(r) AS n
