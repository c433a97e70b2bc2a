// name: passages_in
// purpose: All passages of documents, in order.
// param build: str, the build to read
// param ids: list of str, the documents
// column passage: map of its properties
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)
RETURN p {.*} AS passage
ORDER BY passage.at
