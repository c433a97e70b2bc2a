// name: relations_of_types
// purpose: Relations of some types, with both documents.
// param build: str, the build to read
// param types: list of str, types of relations
// param scopes: list of str, scopes of relations
// column type: str
// column relation: map of the relation's properties
// column source: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column target: map, as the source's
// column category: str or null, the source's chapter of the compendium
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE d.build = $build AND d.id >= '' AND type(r) IN $types AND r.scope IN $scopes
RETURN type(r) AS type, r {.*} AS relation, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS source, other {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS target, d.category AS category
ORDER BY relation.at
