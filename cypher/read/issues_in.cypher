// name: issues_in
// purpose: The issues of some lines of a file.
// param build: str, the build to read
// param file: str
// param first: int, line
// param last: int, line
// column issue: map of its properties
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= '' AND n.file = $file AND n.line >= $first AND n.line <= $last
RETURN n {.*} AS issue
ORDER BY issue.at
