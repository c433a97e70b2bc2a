// name: drop_reading
// purpose: Deletes Reading nodes of a build, and their edges.
// param build: str, the build
// param limit: int, most nodes to delete
// column n: int, nodes deleted; 0 when none is left
MATCH (n:Reading)
WHERE n.build = $build AND n.id >= ''
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS n
