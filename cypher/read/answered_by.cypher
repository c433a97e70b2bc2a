// name: answered_by
// purpose: The measures that agencies answer for, with all agencies that each names.
// param build: str, the build to read
// param ids: list of str, the agencies
// column measure: map of its properties
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})<-[:ASSIGNED_TO]-(m:Measure)
RETURN DISTINCT m {.*} AS measure
