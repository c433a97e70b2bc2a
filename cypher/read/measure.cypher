// name: measure
// purpose: One measure.
// param build: str, the build to read
// param id: str, its id
// column measure: map of the measure's properties
UNWIND [$id] AS id
MATCH (m:Measure {build: $build, id: id})
RETURN m {.*} AS measure
