// name: revise_documents
// purpose: Takes away documents that stood for undecided citations.
// param build: str, the build that is changed
// param ids: list of str
// column n: int, nodes taken away
UNWIND $ids AS id
MATCH (n:Document {build: $build, id: id})
DETACH DELETE n
RETURN count(*) AS n
