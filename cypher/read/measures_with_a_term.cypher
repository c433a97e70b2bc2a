// name: measures_with_a_term
// purpose: The measures of documents that state a day or a length of time, in the order of the text.
// param build: str, the build to read
// param ids: list of str, the documents
// param lengths: list of str, words of a value that is a length of time
// column measure: map of the measure's properties
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_MEASURE]->(m:Measure)
WHERE m.valid_from IS NOT NULL OR m.valid_to IS NOT NULL OR any(word IN $lengths WHERE m.value CONTAINS word)
RETURN m {.*} AS measure
ORDER BY measure.at
