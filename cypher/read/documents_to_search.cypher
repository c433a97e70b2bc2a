// name: documents_to_search
// purpose: All documents, with what they are filtered by.
// param build: str, the build to read
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
MATCH (d:Document)
WHERE d.build = $build AND d.id >= ''
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category
ORDER BY d.at
