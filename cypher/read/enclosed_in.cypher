// name: enclosed_in
// purpose: The texts enclosed in a document.
// param build: str, the build to read
// param id: str, its id
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column position: int
UNWIND [$id] AS id
MATCH (d:Document {build: $build, id: id})-[r:ENCLOSES]->(inner:Document)
RETURN inner {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, r.position AS position
ORDER BY position
