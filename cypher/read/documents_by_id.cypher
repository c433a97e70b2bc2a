// name: documents_by_id
// purpose: Documents by their ids.
// param build: str, the build to read
// param ids: list of str
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document
