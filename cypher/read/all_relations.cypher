// name: all_relations
// purpose: All relations between documents, as they were loaded.
// param build: str, the build to read
// column source: str, id
// column target: str, id
// column type: str
// column relation: map of its properties
MATCH (a:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(b:Document)
WHERE a.build = $build AND a.id >= ''
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS relation
ORDER BY relation.at, source, type, target
