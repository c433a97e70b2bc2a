// name: documents_with_passages
// purpose: Documents in whose passages all that is asked for is found, with the length of the shortest such passage.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param singles: list of str, single characters that the passage must hold too: the index knows pairs only
// param limit: int, most passages
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
// column passages: int, how many were found
// column shortest: int, characters
CALL db.index.fulltext.queryNodes('Passage[text]', $query) YIELD node, score
WHERE node.build = $build AND all(single IN $singles WHERE node.text CONTAINS single)
WITH node, score
ORDER BY score DESC, node.id
LIMIT $limit
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
WITH d, count(node) AS passages, min(size(node.text)) AS shortest
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category, passages, shortest
