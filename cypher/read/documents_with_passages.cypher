// name: documents_with_passages
// purpose: Documents in whose passages all that is asked for is found, with the length of the shortest such passage.
//     Of more passages than the limit, those are looked at that the index holds for the best.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param runs: list of str, Chinese words that the passage must hold: the index may find their pairs apart
// param patterns: list of str, regular expressions that the whole passage must fit
// param limit: int, most passages that the index gives
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
// column hits: int, passages that the index gave
// column passages: int, those of them that hold the words; 0 where the index found only their pairs, or no pattern fits
// column shortest: int or null, characters
CALL db.index.fulltext.queryNodes('Passage[text]', $query, {limit: $limit}) YIELD node
WHERE node.build = $build
WITH node, size(node.text) AS length,
  CASE
    WHEN all(run IN $runs WHERE node.text CONTAINS run) AND all(pattern IN $patterns WHERE node.text =~ pattern) THEN 1
    ELSE 0
  END AS held
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
WITH d, count(node) AS hits, sum(held) AS passages, min(CASE WHEN held = 1 THEN length ELSE null END) AS shortest
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category, hits, passages, shortest
