// name: revise_single_relations
// purpose: Takes away relations one by one, where the source keeps others.
// param build: str, the build that is changed
// param rows: list of maps: source (id), target (id), type
// column n: int, relations taken away
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(b:Document)
WHERE b.id = row.target AND type(r) = row.type
DELETE r
RETURN count(*) AS n
