// name: documents_by_words
// purpose: Documents whose number, title or aliases hold what is asked for.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param key: str, letters and digits that one of the names must hold in a row; empty for any
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column names: list of str, the keys of its number, title and aliases
// column score: float, of the full-text index
CALL db.index.fulltext.queryNodes('Document[words]', $query) YIELD node, score
WHERE node.build = $build AND any(name IN node.name_keys WHERE name CONTAINS $key)
RETURN node {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node.name_keys AS names, score
ORDER BY score DESC, document.id
LIMIT $limit
