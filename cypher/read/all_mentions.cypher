// name: all_mentions
// purpose: All citations in passages.
// param build: str, the build to read
// column passage: str, id
// column target: str, the cited document's id
// column start: int, offset in the text
// column end: int
// column relation: str or null, the type that rests on it
// column position: int
MATCH (p:Passage)-[m:MENTIONS]->(d:Document)
WHERE p.build = $build AND p.id >= ''
RETURN p.id AS passage, d.id AS target, m.start AS start, m.end AS end, m.relation AS relation, m.position AS position
ORDER BY passage, position
