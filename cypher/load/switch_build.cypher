// name: switch_build
// purpose: Makes readers see a build: one write to one node.
// param build: str, the build that is loaded
// column n: int, always 1
MERGE (m:Meta {id: 'graph'})
SET m.build = $build, m.revision = null, m.switches = coalesce(m.switches, 0) + 1
RETURN count(m) AS n
