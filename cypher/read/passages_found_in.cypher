// name: passages_found_in
// purpose: The passages of documents that hold all that is asked for.
// param build: str, the build to read
// param runs: list of str, Chinese words that the passage must hold
// param ids: list of str, the documents
// column document: str, id
// column passage: map: id, line, label, text
UNWIND $ids AS id
MATCH (:Document {build: $build, id: id})-[:HAS_PASSAGE]->(node:Passage)
WHERE all(run IN $runs WHERE node.text CONTAINS run)
RETURN id AS document, node {.id, .line, .label, .text} AS passage
ORDER BY document, passage.line, passage.id
