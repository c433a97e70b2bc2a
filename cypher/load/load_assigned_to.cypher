// name: load_assigned_to
// purpose: Joins measures to the agencies named as responsible.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), position (int)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Measure {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Agency {build: $build, id: row.target})
CREATE (a)-[r:ASSIGNED_TO]->(b)
SET r.position = row.position
RETURN count(r) AS n
