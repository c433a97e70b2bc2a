// name: all_regions
// purpose: All regions, as they were loaded.
// param build: str, the build to read
// column region: map of its properties
MATCH (n:Region)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS region
ORDER BY region.at
