// name: count_relations_to_review
// purpose: How many relations wait for a reviewer.
// param build: str, the build to read
// param below: float, confidence from which on a relation is sure
// column n: int
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(:Document)
WHERE d.build = $build AND d.id >= '' AND r.decided_by IS NULL AND (r.resolution = 'ambiguous' OR r.confidence < $below)
RETURN count(r) AS n
