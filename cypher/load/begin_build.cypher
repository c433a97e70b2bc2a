// name: begin_build
// purpose: Lists a build before its first node is created, so that what is left of it can be found.
// param build: str, the build that is loaded
// column n: int, always 1
MERGE (b:Build {id: $build})
RETURN count(b) AS n
