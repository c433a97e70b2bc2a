// name: headings_of
// purpose: The numbered headings in the text of documents, in the order of the text.
// param build: str, the build to read
// param ids: list of str, the documents
// column id: str, the document
// column label: str, the path of numbers
// column line: int
// column text: str
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)
WHERE p.kind = 'heading' AND p.label IS NOT NULL
RETURN id, p.label AS label, p.line AS line, p.text AS text
ORDER BY id, p.ordinal
