// name: revise_agencies
// purpose: Takes away agencies, before those that a judgement leaves are created.
// param build: str, the build that is changed
// param ids: list of str
// column n: int, nodes taken away
UNWIND $ids AS id
MATCH (n:Agency {build: $build, id: id})
DETACH DELETE n
RETURN count(*) AS n
