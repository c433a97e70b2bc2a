// name: count_nodes
// purpose: How many nodes of each kind there are.
// param build: str, the build to read
// column label: str
// column n: int
MATCH (n:Document)
WHERE n.build = $build AND n.id >= ''
RETURN 'Document' AS label, count(n) AS n
UNION ALL
MATCH (n:Passage)
WHERE n.build = $build AND n.id >= ''
RETURN 'Passage' AS label, count(n) AS n
UNION ALL
MATCH (n:Agency)
WHERE n.build = $build AND n.id >= ''
RETURN 'Agency' AS label, count(n) AS n
UNION ALL
MATCH (n:Measure)
WHERE n.build = $build AND n.id >= ''
RETURN 'Measure' AS label, count(n) AS n
UNION ALL
MATCH (n:Region)
WHERE n.build = $build AND n.id >= ''
RETURN 'Region' AS label, count(n) AS n
UNION ALL
MATCH (n:Collection)
WHERE n.build = $build AND n.id >= ''
RETURN 'Collection' AS label, count(n) AS n
UNION ALL
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= ''
RETURN 'Issue' AS label, count(n) AS n
