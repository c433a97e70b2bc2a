// name: revise_mentions
// purpose: Takes away the citations in passages, before those that a judgement leaves are created.
// param build: str, the build that is changed
// param ids: list of str, the passages
// column n: int, citations taken away
UNWIND $ids AS id
MATCH (p:Passage {build: $build, id: id})-[m:MENTIONS]->(:Document)
DELETE m
RETURN count(*) AS n
