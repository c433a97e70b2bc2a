// name: current_build
// purpose: The build that readers see.
// column build: str, its fingerprint
// column format: int, the format it is stored in
MATCH (m:Meta {id: 'graph'})
RETURN m.build AS build, m.format AS format
