// name: document
// purpose: All that is known of one document.
// param build: str, the build to read
// param id: str, its id
// column document: map of all its properties
// column passages: int, passages of its text
UNWIND [$id] AS id
MATCH (d:Document {build: $build, id: id})
OPTIONAL MATCH (d)-[:HAS_PASSAGE]->(p:Passage)
RETURN d {.*} AS document, count(p) AS passages
