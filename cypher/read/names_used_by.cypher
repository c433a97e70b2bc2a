// name: names_used_by
// purpose: The words by which documents call others in their texts.
// param build: str, the build to read
// param ids: list of str, the citing documents
// column id: str, the citing document
// column target: str, the cited document's id
// column words: str
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)-[m:MENTIONS]->(other:Document)
RETURN DISTINCT id, other.id AS target, substring(p.text, m.start, m.end - m.start) AS words
ORDER BY id, target, words
