// name: drop_passage
// purpose: Deletes Passage nodes of a build, and their edges.
// param build: str, the build
// param limit: int, most nodes to delete
// column n: int, nodes deleted; 0 when none is left
MATCH (n:Passage)
WHERE n.build = $build AND n.id >= ''
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS n
