// name: passages_by_words
// purpose: Passages that hold all that is asked for.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param singles: list of str, single characters that the passage must hold too: the index knows pairs only
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column passage: map: id, line, label, text
// column score: float, of the full-text index
CALL db.index.fulltext.queryNodes('Passage[text]', $query) YIELD node, score
WHERE node.build = $build AND all(single IN $singles WHERE node.text CONTAINS single)
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, node {.id, .line, .label, .text} AS passage, score
ORDER BY score DESC, passage.id
LIMIT $limit
