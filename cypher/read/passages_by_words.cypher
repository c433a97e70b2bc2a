// name: passages_by_words
// purpose: Passages that hold all that is asked for.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param runs: list of str, Chinese words that the passage must hold: the index may find their pairs apart
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column passage: map: id, line, label, text
// column length: int, characters of the passage
CALL db.index.fulltext.queryNodes('Passage[text]', $query) YIELD node
WHERE node.build = $build AND all(run IN $runs WHERE node.text CONTAINS run)
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node {.id, .line, .label, .text} AS passage, size(node.text) AS length
ORDER BY length, passage.id
LIMIT $limit
