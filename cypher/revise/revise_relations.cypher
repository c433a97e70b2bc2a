// name: revise_relations
// purpose: Takes away the relations of documents, before those that a judgement leaves are created.
// param build: str, the build that is changed
// param ids: list of str, the documents
// column n: int, relations taken away
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[r:FORWARDS|EXTENDS|IMPLEMENTS|REPEALS|AMENDS|SUPPLEMENTS|BASED_ON|CITES]->(:Document)
DELETE r
RETURN count(*) AS n
