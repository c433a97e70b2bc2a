// name: load_in_collection
// purpose: Joins documents to the collection that they came with.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Collection {build: $build, id: row.target})
CREATE (a)-[r:IN_COLLECTION]->(b)
RETURN count(r) AS n
