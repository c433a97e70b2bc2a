// name: all_agencies
// purpose: All agencies, as they were loaded.
// param build: str, the build to read
// column agency: map of its properties
MATCH (n:Agency)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS agency
ORDER BY agency.at
