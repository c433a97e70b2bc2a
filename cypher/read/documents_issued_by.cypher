// name: documents_issued_by
// purpose: The documents that agencies issued, texts enclosed in them too.
// param build: str, the build to read
// param ids: list of str, the agencies
// column agency: str, id
// column position: int, 0 for the first issuer
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})-[r:ISSUED]->(d:Document)
RETURN id AS agency, r.position AS position, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category
ORDER BY d.at, position
