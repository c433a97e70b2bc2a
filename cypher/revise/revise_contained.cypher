// name: revise_contained
// purpose: Takes documents out of their collections, and the texts enclosed in them out of them.
// param build: str, the build that is changed
// param ids: list of str, the documents
// column n: int, edges taken away
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[r:IN_COLLECTION|ENCLOSES]->()
DELETE r
RETURN count(*) AS n
