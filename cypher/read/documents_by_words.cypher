// name: documents_by_words
// purpose: Documents whose number, title or aliases hold what is asked for, those that were read first, then those of
//     the shortest titles.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param key: str, letters and digits that one of the names must hold in a row; empty for any
// param limit: int, most rows; of more than 5000, those that the index holds for the best are looked at
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column names: list of str, the keys of its number, title and aliases
// column length: int, characters of its title
CALL db.index.fulltext.queryNodes('Document[words]', $query, {limit: 5000}) YIELD node
WHERE node.build = $build AND any(name IN node.name_keys WHERE name CONTAINS $key)
RETURN node {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node.name_keys AS names, size(node.title) AS length
ORDER BY CASE WHEN document.in_corpus THEN 0 ELSE 1 END, length, document.id
LIMIT $limit
