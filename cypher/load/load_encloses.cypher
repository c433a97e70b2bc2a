// name: load_encloses
// purpose: Joins documents to the texts enclosed in them.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), position (int)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Document {build: $build, id: row.target})
CREATE (a)-[r:ENCLOSES]->(b)
SET r.position = row.position
RETURN count(r) AS n
