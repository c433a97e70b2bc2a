// name: signed_by
// purpose: The documents that agencies issued, with all issuers as printed.
// param build: str, the build to read
// param ids: list of str, the agencies
// column id: str, a document
// column title: str
// column level: str
// column issuers: list of str
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})-[:ISSUED]->(d:Document)
RETURN DISTINCT d.id AS id, d.title AS title, d.level AS level, d.issuers AS issuers
