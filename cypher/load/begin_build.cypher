// name: begin_build
// purpose: Lists a build before its first node is created, so that what is left of it can be found.
// param build: str, the build that is loaded
// param gap: int, how far apart the places of its rows are
// column n: int, always 1
MERGE (b:Build {id: $build})
SET b.gap = $gap
RETURN count(b) AS n
