// name: count_ambiguous
// purpose: How many relations could not be decided between several targets.
// param build: str, the build to read
// column n: int
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(:Document)
WHERE d.build = $build AND d.id >= '' AND r.resolution = 'ambiguous'
RETURN count(r) AS n
