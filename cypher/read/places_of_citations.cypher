// name: places_of_citations
// purpose: Where documents cite others in their own passages.
// param build: str, the build to read
// param pairs: list of maps: source, target (ids)
// column source: str
// column target: str
// column passage: map: id, line, label, text
// column start: int, offset in the text
// column end: int
UNWIND $pairs AS pair
MATCH (d:Document {build: $build, id: pair.source})-[:HAS_PASSAGE]->(p:Passage)-[m:MENTIONS]->(cited:Document)
WHERE cited.id = pair.target
RETURN DISTINCT pair.source AS source, cited.id AS target, p {.id, .line, .label, .text} AS passage, m.start AS start,
  m.end AS end
ORDER BY passage.line, start
