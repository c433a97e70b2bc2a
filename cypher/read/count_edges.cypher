// name: count_edges
// purpose: How many edges of each type there are.
// param build: str, the build to read
// column type: str
// column n: int
MATCH (n:Document)-[r]->()
WHERE n.build = $build AND n.id >= ''
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Agency)-[r]->()
WHERE n.build = $build AND n.id >= ''
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Measure)-[r]->()
WHERE n.build = $build AND n.id >= ''
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Passage)-[r]->()
WHERE n.build = $build AND n.id >= ''
RETURN type(r) AS type, count(r) AS n
UNION ALL
MATCH (n:Region)-[r]->()
WHERE n.build = $build AND n.id >= ''
RETURN type(r) AS type, count(r) AS n
