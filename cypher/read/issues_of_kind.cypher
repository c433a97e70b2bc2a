// name: issues_of_kind
// purpose: The issues of one kind.
// param build: str, the build to read
// param kind: str
// column issue: map of its properties
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= '' AND n.kind = $kind
RETURN n {.*} AS issue
ORDER BY issue.at
