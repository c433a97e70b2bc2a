// name: agencies_with_documents
// purpose: All agencies, as they were loaded, with the number of documents that they issued.
// param build: str, the build to read
// column agency: map of its properties
// column documents: int, those only cited among them
MATCH (n:Agency)
WHERE n.build = $build AND n.id >= ''
OPTIONAL MATCH (n)-[:ISSUED]->(d:Document)
RETURN n {.*} AS agency, count(d) AS documents
ORDER BY agency.at
