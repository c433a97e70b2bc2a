// name: passages_of
// purpose: A page of the passages of a document, in the order of its text.
// param build: str, the build to read
// param id: str, the document's id
// param after: int, the ordinal of the last passage of the page before, -1 for the first page
// param limit: int, most rows
// column passage: map of its properties
// column mentions: list of maps: position, start, end, relation, target (an id); a null target is none
UNWIND [$id] AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)
WHERE p.ordinal > $after
OPTIONAL MATCH (p)-[m:MENTIONS]->(other:Document)
RETURN p {.*} AS passage, collect({
  position: m.position, start: m.start, end: m.end, relation: m.relation, target: other.id
}) AS mentions
ORDER BY passage.ordinal
LIMIT $limit
