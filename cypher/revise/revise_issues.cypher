// name: revise_issues
// purpose: Takes away issues that are decided.
// param build: str, the build that is changed
// param ids: list of str
// column n: int, nodes taken away
UNWIND $ids AS id
MATCH (n:Issue {build: $build, id: id})
DETACH DELETE n
RETURN count(*) AS n
