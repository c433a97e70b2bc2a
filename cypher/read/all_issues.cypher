// name: all_issues
// purpose: All issues, as the build found them.
// param build: str, the build to read
// column issue: map of its properties
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= ''
RETURN n {.*} AS issue
ORDER BY issue.at, issue.id
