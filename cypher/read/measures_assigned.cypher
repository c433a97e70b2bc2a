// name: measures_assigned
// purpose: The measures that agencies are responsible for, in the order of the texts.
// param build: str, the build to read
// param ids: list of str, the agencies
// param limit: int, most rows
// column agency: str, id
// column position: int, 0 for the agency that is named first
// column measure: map of the measure's properties
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column file: str or null, the file that holds the measure
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})<-[r:ASSIGNED_TO]-(m:Measure)<-[:HAS_MEASURE]-(d:Document)
RETURN id AS agency, r.position AS position, m {.*} AS measure, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.source_file AS file
ORDER BY measure.at, position, agency
LIMIT $limit
