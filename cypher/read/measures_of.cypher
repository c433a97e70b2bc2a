// name: measures_of
// purpose: The measures of a document, in the order of its text.
// param build: str, the build to read
// param id: str, its id
// column measure: map of the measure's properties
UNWIND [$id] AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_MEASURE]->(m:Measure)
RETURN m {.*} AS measure
ORDER BY measure.at
