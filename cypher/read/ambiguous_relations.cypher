// name: ambiguous_relations
// purpose: Relations whose target is undecided, with all that it may be.
// param build: str, the build to read
// param types: list of str, types of relations
// column target: str, the cited document that stands for the undecided one
// column type: str
// column relation: map of the relation's properties, candidates among them
// column document: the source; map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE d.build = $build AND d.id >= '' AND r.resolution = 'ambiguous' AND type(r) IN $types
RETURN other.id AS target, type(r) AS type, r {.*} AS relation, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document
ORDER BY relation.at
