// name: citing_passages
// purpose: The passages in which relations of documents rest, and the words right behind each citation.
// param build: str, the build to read
// param ids: list of str, the cited documents
// param types: list of str, types of relations
// param length: int, most characters behind the citation
// column source: str, the citing document's id
// column target: str, the cited document's id
// column type: str
// column label: str or null, the number of the provision
// column line: int, where the passage starts
// column after: str, the words behind the citation
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})<-[m:MENTIONS]-(p:Passage)
WHERE m.relation IN $types
RETURN p.document AS source, id AS target, m.relation AS type, p.label AS label, p.line AS line,
  substring(p.text, m.end, $length) AS after
ORDER BY line, m.start
