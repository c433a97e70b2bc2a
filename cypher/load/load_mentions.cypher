// name: load_mentions
// purpose: Joins passages to the documents cited in them; start and end are offsets in the text.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id), properties (map)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Passage {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Document {build: $build, id: row.target})
CREATE (a)-[r:MENTIONS]->(b)
SET r = row.properties
RETURN count(r) AS n
