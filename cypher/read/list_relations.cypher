// name: list_relations
// purpose: A page of the relations that fit, in a chosen order, with both documents.
// param build: str, the build to read
// param types: list of str, types of relations
// param scopes: list of str, scopes of relations
// param resolutions: list of str, how the target was found; empty for all
// param least: float, confidence from 0 to 1
// param most: float, confidence from 0 to 1
// param sort: str, confidence, -confidence (the surest first); anything else is the graph's order
// param key: float, int or null, the sort key of the last relation of the page before
// param at: int or null, its place; null for the first page
// param limit: int, most rows
// column type: str
// column relation: map of the relation's properties
// column source: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column target: map, as the source's
// column key: float or int, the sort key
// column at: int, the place in the graph
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE d.build = $build AND d.id >= ''
  AND type(r) IN $types AND r.scope IN $scopes AND r.confidence >= $least AND r.confidence <= $most
  AND (size($resolutions) = 0 OR r.resolution IN $resolutions)
WITH d, r, other, CASE $sort WHEN 'confidence' THEN r.confidence WHEN '-confidence' THEN -r.confidence ELSE r.at END AS key
WHERE $at IS NULL OR key > $key OR (key = $key AND r.at > $at)
RETURN type(r) AS type, r {.*} AS relation, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS source, other {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS target, key AS key, r.at AS at
ORDER BY key, at
LIMIT $limit
