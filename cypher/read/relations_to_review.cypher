// name: relations_to_review
// purpose: Relations that no reviewer has decided on and that are ambiguous or not sure: ambiguous ones first, then
//     the least sure.
// param build: str, the build to read
// param below: float, confidence from which on a relation is sure
// param offset: int, rows to pass over
// param limit: int, most rows
// column type: str
// column relation: map of the relation's properties
// column source: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column target: map of the same
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE d.build = $build AND d.id >= '' AND r.decided_by IS NULL AND (r.resolution = 'ambiguous' OR r.confidence < $below)
RETURN type(r) AS type, r {.*} AS relation, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS source, other {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS target
ORDER BY CASE WHEN relation.resolution = 'ambiguous' THEN 0 ELSE 1 END, relation.confidence, source.id,
  relation.evidence_line, target.id, type
SKIP $offset LIMIT $limit
