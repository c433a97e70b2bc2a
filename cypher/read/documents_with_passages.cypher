// name: documents_with_passages
// purpose: Documents in whose passages all that is asked for is found, with the length of the shortest such passage.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param runs: list of str, Chinese words that the passage must hold: the index may find their pairs apart
// param limit: int, most passages
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
// column passages: int, how many were found
// column shortest: int, characters
CALL db.index.fulltext.queryNodes('Passage[text]', $query) YIELD node
WHERE node.build = $build AND all(run IN $runs WHERE node.text CONTAINS run)
WITH node, size(node.text) AS length
ORDER BY length, node.id
LIMIT $limit
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
WITH d, count(node) AS passages, min(size(node.text)) AS shortest
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category, passages, shortest
