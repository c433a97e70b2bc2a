// name: all_regions
// purpose: All regions, as they were loaded.
// param build: str, the build to read
// column region: map of its properties
MATCH (n:Region {build: $build})
RETURN n {.*} AS region
ORDER BY region.at
