// name: relations_before
// purpose: Where the last relation stands of the documents whose ids are in a stretch before that of a document.
// param build: str, the build to read
// param id: str, the document
// param beginning: str, where the stretch begins
// column at: int or null, its place; null where they have none
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(:Document)
WHERE d.build = $build AND d.id >= $beginning AND d.id < $id
RETURN max(r.at) AS at
