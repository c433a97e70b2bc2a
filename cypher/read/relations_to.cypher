// name: relations_to
// purpose: What other documents do to, or take from, documents.
// param build: str, the build to read
// param ids: list of str, the documents
// param types: list of str, types of relations
// column id: str, the document asked for
// column type: str
// column relation: map of the relation's properties
// column document: the other one; map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})<-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]-(other:Document)
WHERE type(r) IN $types
RETURN id, type(r) AS type, r {.*} AS relation, other {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document
ORDER BY relation.at
