// name: documents_of_numbers
// purpose: Documents whose numbers, letters and digits only, are among those asked for.
// param build: str, the build to read
// param keys: list of str, what exact_key makes of the numbers
// column key: str, the number asked for
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column names: list of str, the keys of its number, title and aliases
UNWIND $keys AS key
MATCH (d:Document {number_key: key})
WHERE d.build = $build
RETURN key, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.name_keys AS names
ORDER BY key, document.id
