// name: current_build
// purpose: The build that readers see, and the schema of the store.
// column build: str or null, its fingerprint; null where it was of a format that is no longer read
// column revision: str or null, what a judgement made of the build in its place
// column switches: int or null, how often readers were switched to a build
// column number: int or null, of the last migration that was applied
// column program: str or null, the version of the program that applied it
MATCH (m:Meta {id: 'graph'})
OPTIONAL MATCH (s:Meta {id: 'schema'})
RETURN m.build AS build, m.revision AS revision, m.switches AS switches, s.number AS number, s.program AS program
