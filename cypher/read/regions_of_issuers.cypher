// name: regions_of_issuers
// purpose: The regions whose agencies issued documents.
// param build: str, the build to read
// param ids: list of str, the documents
// column id: str, the document
// column region: str
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})<-[:ISSUED]-(:Agency)-[:IN_REGION]->(r:Region)
RETURN DISTINCT id, r.name AS region
ORDER BY id, region
