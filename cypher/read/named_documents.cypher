// name: named_documents
// purpose: Documents whose number, title or aliases hold what is asked for, with what they are filtered by.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param limit: int, most rows; of more, those that the index holds for the best
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
// column names: list of str, the keys of its number, title and aliases
CALL db.index.fulltext.queryNodes('Document[words]', $query, {limit: $limit}) YIELD node
WHERE node.build = $build
RETURN node {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node.category AS category, node.name_keys AS names
