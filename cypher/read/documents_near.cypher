// name: documents_near
// purpose: Documents whose number, title or aliases hold some of what is asked for, those that hold most first.
// param build: str, the build to read
// param query: str, a query for the full-text index, any of whose terms may be missing
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column names: list of str, the keys of its number, title and aliases
// column score: float, of the full-text index
CALL db.index.fulltext.queryNodes('Document[words]', $query) YIELD node, score
WHERE node.build = $build
RETURN node {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node.name_keys AS names, score
ORDER BY score DESC, document.id
LIMIT $limit
