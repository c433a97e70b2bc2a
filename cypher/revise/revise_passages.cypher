// name: revise_passages
// purpose: Takes away passages that an updated graph lacks.
// param build: str, the build that is changed
// param ids: list of str
// column n: int, nodes taken away
UNWIND $ids AS id
MATCH (n:Passage {build: $build, id: id})
DETACH DELETE n
RETURN count(*) AS n
