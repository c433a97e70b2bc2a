// name: issues_after
// purpose: Issues as the build found them, a page at a time.
// param build: str, the build to read
// param after: str, the last id of the page before; empty for the first page
// param limit: int, most rows
// column issue: map of its properties
MATCH (n:Issue)
WHERE n.build = $build AND n.id > $after
WITH n
ORDER BY n.id
LIMIT $limit
RETURN n {.*} AS issue
ORDER BY issue.id
