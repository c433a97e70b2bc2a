// name: count_issues
// purpose: How many issues of each kind there are.
// param build: str, the build to read
// column kind: str
// column n: int
MATCH (i:Issue)
WHERE i.build = $build AND i.id >= ''
RETURN i.kind AS kind, count(i) AS n
ORDER BY kind
