// name: relations_before
// purpose: Where the last relation stands of the documents whose ids come before that of a document.
//     It looks at all of them: for what is seldom needed.
// param build: str, the build to read
// param id: str, the document
// column at: int or null, its place; null where they have none
MATCH (d:Document)-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(:Document)
WHERE d.build = $build AND d.id >= '' AND d.id < $id
RETURN max(r.at) AS at
