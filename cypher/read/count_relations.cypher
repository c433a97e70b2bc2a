// name: count_relations
// purpose: How many relations fit.
// param build: str, the build to read
// param types: list of str, types of relations
// param scopes: list of str, scopes of relations
// param resolutions: list of str, how the target was found; empty for all, as the two below
// param sources: list of str, ids of documents
// param targets: list of str, ids of documents
// param least: float, confidence from 0 to 1
// param most: float, confidence from 0 to 1
// column n: int
MATCH (d:Document {build: $build})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(other:Document)
WHERE type(r) IN $types AND r.scope IN $scopes AND r.confidence >= $least AND r.confidence <= $most
  AND (size($resolutions) = 0 OR r.resolution IN $resolutions)
  AND (size($sources) = 0 OR d.id IN $sources) AND (size($targets) = 0 OR other.id IN $targets)
RETURN count(r) AS n
