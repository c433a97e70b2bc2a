// name: measures_in
// purpose: All measures of documents.
// param build: str, the build to read
// param ids: list of str, the documents
// column measure: map of its properties
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_MEASURE]->(m:Measure)
RETURN m {.*} AS measure
ORDER BY measure.at
