// name: count_edges
// purpose: How many edges of each type there are.
// param build: str, the build to read
// column type: str
// column n: int
MATCH (n:Document {build: $build})-[r]->()
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Agency {build: $build})-[r]->()
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Measure {build: $build})-[r]->()
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Passage {build: $build})-[r]->()
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Region {build: $build})-[r]->()
RETURN type(r) AS type, count(r) AS n
