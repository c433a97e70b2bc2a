// name: documents_around
// purpose: All that is known of documents, with the documents around each.
// param build: str, the build to read
// param ids: list of str
// column document: map of all its properties
// column outer: list of str, the ids of the documents whose text it stands in
// column passages: int, passages of its own
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})
OPTIONAL MATCH (d)<-[:ENCLOSES]-(around:Document)
WITH d, collect(around.id) AS outer
OPTIONAL MATCH (d)-[:HAS_PASSAGE]->(p:Passage)
RETURN d {.*} AS document, outer, count(p) AS passages
