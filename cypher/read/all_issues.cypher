// name: all_issues
// purpose: All issues, as the build found them.
// param build: str, the build to read
// column issue: map of its properties
MATCH (n:Issue {build: $build})
RETURN n {.*} AS issue
ORDER BY issue.at, issue.id
