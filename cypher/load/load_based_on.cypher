// name: load_based_on
// purpose: Joins documents where the source takes its authority from the target.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), properties (map)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Document {build: $build, id: row.target})
CREATE (a)-[r:BASED_ON]->(b)
SET r = row.properties
RETURN count(r) AS n
