// name: most_implemented
// purpose: The documents that most others carry out.
// param build: str, the build to read
// param levels: list of str, levels of government; empty for all
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column n: int, documents that carry it out
MATCH (d:Document)<-[:IMPLEMENTS]-(other:Document)
WHERE d.build = $build AND d.id >= '' AND (size($levels) = 0 OR d.level IN $levels)
WITH d, count(DISTINCT other) AS n
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, n
ORDER BY n DESC, document.id
LIMIT $limit
