// name: current_build
// purpose: The build that readers see.
// column build: str, its fingerprint
// column format: int, the format it is stored in
// column revision: str or null, what a judgement made of the build in its place
MATCH (m:Meta {id: 'graph'})
RETURN m.build AS build, m.format AS format, m.revision AS revision
