// name: mentions_of
// purpose: The citations in the passages of documents.
// param build: str, the build to read
// param ids: list of str, the documents
// column passage: str, id
// column target: str, the cited document's id
// column start: int, offset in the text
// column end: int
// column relation: str or null, the type that rests on it
// column position: int
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)-[m:MENTIONS]->(cited:Document)
RETURN p.id AS passage, cited.id AS target, m.start AS start, m.end AS end, m.relation AS relation,
  m.position AS position
ORDER BY passage, position
