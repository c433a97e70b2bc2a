// name: count_effects
// purpose: How many relations of each type documents have, in both directions.
// param build: str, the build to read
// param ids: list of str, the documents
// column type: str
// column outgoing: bool, whether one of the documents is the source
// column n: int
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]-(:Document)
WITH type(r) AS type, startNode(r).id = id AS outgoing, count(r) AS n
RETURN type, outgoing, n
ORDER BY type, outgoing
