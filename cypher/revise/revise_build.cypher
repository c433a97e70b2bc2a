// name: revise_build
// purpose: Lets readers know that the build was changed in its place.
// param build: str, the build that is changed
// param revision: str, what tells the change from others
// column n: int, 1; 0 where another build is served meanwhile
MATCH (m:Meta {id: 'graph', build: $build})
SET m.revision = $revision
RETURN count(m) AS n
