// name: load_supplements
// purpose: Joins documents where the source adds to the target.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), properties (map)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Document {build: $build, id: row.target})
CREATE (a)-[r:SUPPLEMENTS]->(b)
SET r = row.properties
RETURN count(r) AS n
