// name: all_documents
// purpose: All documents, as they were loaded.
// param build: str, the build to read
// column document: map of its properties
MATCH (n:Document)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS document
ORDER BY document.at, document.id
