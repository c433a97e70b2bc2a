// name: revise_reading
// purpose: Takes away what is kept of the reader.
// param build: str, the build that is changed
// param ids: list of str
// column n: int, nodes taken away
UNWIND $ids AS id
MATCH (n:Reading {build: $build, id: id})
DETACH DELETE n
RETURN count(*) AS n
