// name: documents_whole
// purpose: Documents as they were loaded.
// param build: str, the build to read
// param ids: list of str
// column document: map of its properties
UNWIND $ids AS id
MATCH (n:Document {build: $build, id: id})
RETURN n {.*} AS document
ORDER BY document.id
