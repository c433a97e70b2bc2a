// name: all_measures
// purpose: All measures, as they were loaded.
// param build: str, the build to read
// column measure: map of its properties
MATCH (n:Measure)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS measure
ORDER BY measure.at
