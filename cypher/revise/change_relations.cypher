// name: change_relations
// purpose: Gives relations other properties.
// param build: str, the build that is changed
// param rows: list of maps: source (id), target (id), type, properties (map: as the statements take them that load
//     relations, or at alone)
// column n: int, rows taken
UNWIND $rows AS row
MATCH (a:Document {build: $build, id: row.source})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(b:Document)
WHERE b.id = row.target AND type(r) = row.type
SET r += row.properties
RETURN count(r) AS n
