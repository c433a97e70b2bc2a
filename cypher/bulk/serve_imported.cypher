// name: serve_imported
// purpose: Makes readers see an imported build, unless one is served already: run again, it undoes no later load.
// param build: str, the imported build
// param gap: int, how far apart the places of its rows are
// column build: str, the build that readers see
MERGE (m:Meta {id: 'graph'})
ON CREATE SET m.build = $build, m.switches = 1
MERGE (b:Build {id: m.build})
ON CREATE SET b.gap = $gap
RETURN b.id AS build
