// name: count_relations
// purpose: How many relations fit.
// param build: str, the build to read
// param types: list of str, types of relations
// param scopes: list of str, scopes of relations
// param resolutions: list of str, how the target was found; empty for all
// param least: float, confidence from 0 to 1
// param most: float, confidence from 0 to 1
// column n: int
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE d.build = $build AND d.id >= ''
  AND type(r) IN $types AND r.scope IN $scopes AND r.confidence >= $least AND r.confidence <= $most
  AND (size($resolutions) = 0 OR r.resolution IN $resolutions)
RETURN count(r) AS n
