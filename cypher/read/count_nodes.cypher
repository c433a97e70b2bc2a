// name: count_nodes
// purpose: How many nodes of each kind there are.
// param build: str, the build to read
// column label: str
// column n: int
MATCH (n:Document {build: $build})
RETURN 'Document' AS label, count(n) AS n
UNION ALL
MATCH (n:Passage {build: $build})
RETURN 'Passage' AS label, count(n) AS n
UNION ALL
MATCH (n:Agency {build: $build})
RETURN 'Agency' AS label, count(n) AS n
UNION ALL
MATCH (n:Measure {build: $build})
RETURN 'Measure' AS label, count(n) AS n
UNION ALL
MATCH (n:Region {build: $build})
RETURN 'Region' AS label, count(n) AS n
UNION ALL
MATCH (n:Collection {build: $build})
RETURN 'Collection' AS label, count(n) AS n
UNION ALL
MATCH (n:Issue {build: $build})
RETURN 'Issue' AS label, count(n) AS n
