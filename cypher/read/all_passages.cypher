// name: all_passages
// purpose: All passages, as they were loaded.
// param build: str, the build to read
// column passage: map of its properties
MATCH (n:Passage)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS passage
ORDER BY passage.at
