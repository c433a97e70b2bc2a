// name: relations_out
// purpose: All relations of documents to others, as they were loaded.
// param build: str, the build to read
// param ids: list of str, the documents
// column source: str, id
// column target: str, id
// column type: str
// column relation: map of its properties
UNWIND $ids AS id
MATCH (a:Document {build: $build, id: id})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(b:Document)
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS relation
ORDER BY source, type, target
