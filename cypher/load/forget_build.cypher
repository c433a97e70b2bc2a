// name: forget_build
// purpose: Takes a build off the list when nothing is left of it.
// param build: str, the build
// column n: int, builds taken off
MATCH (b:Build {id: $build})
DELETE b
RETURN count(*) AS n
