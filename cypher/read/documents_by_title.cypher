// name: documents_by_title
// purpose: Documents whose title, letters and digits only, is the one asked for.
// param build: str, the build to read
// param key: str, what exact_key makes of the title
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
UNWIND [$key] AS key
MATCH (d:Document {title_key: key})
WHERE d.build = $build
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document
ORDER BY document.id
