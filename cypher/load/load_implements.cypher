// name: load_implements
// purpose: Joins documents where the source carries the target out.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), properties (map)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Document {build: $build, id: row.target})
CREATE (a)-[r:IMPLEMENTS]->(b)
SET r = row.properties
RETURN count(r) AS n
