// name: all_agencies
// purpose: All agencies, as they were loaded.
// param build: str, the build to read
// column agency: map of its properties
MATCH (n:Agency {build: $build})
RETURN n {.*} AS agency
ORDER BY agency.at
