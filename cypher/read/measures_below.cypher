// name: measures_below
// purpose: The places of all measures of documents.
// param build: str, the build to read
// param ids: list of str, the documents
// column document: str
// column measure: map: id, label, line
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_MEASURE]->(m:Measure)
RETURN id AS document, m {.id, .label, .line} AS measure
ORDER BY m.at
