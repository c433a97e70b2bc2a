// name: load_region_part_of
// purpose: Joins regions to the region that they belong to.
// param build: str, the build that is loaded
// param rows: list of maps: source (id), target (id)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Region {build: $build, id: row.source})
WITH row, a SKIP 0 // one after the other, not as a product of both
MATCH (b:Region {build: $build, id: row.target})
CREATE (a)-[r:PART_OF]->(b)
RETURN count(r) AS n
