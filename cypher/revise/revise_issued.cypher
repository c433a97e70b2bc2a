// name: revise_issued
// purpose: Takes the issuers away from documents.
// param build: str, the build that is changed
// param ids: list of str, the documents
// column n: int, edges taken away
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})<-[r:ISSUED]-(:Agency)
DELETE r
RETURN count(*) AS n
