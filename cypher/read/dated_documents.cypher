// name: dated_documents
// purpose: Documents with the dates that they state for themselves, their place, and how many measures they hold.
// param build: str, the build to read
// param ids: list of str
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column dates: map: effective_from, effective_to
// column source: map: source_file, source_line_start
// column measures: int
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})
OPTIONAL MATCH (d)-[:HAS_MEASURE]->(m:Measure)
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d {.effective_from, .effective_to} AS dates, d {.source_file, .source_line_start} AS source,
  count(m) AS measures
