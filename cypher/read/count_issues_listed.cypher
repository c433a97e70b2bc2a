// name: count_issues_listed
// purpose: How many issues fit, by kind.
// param build: str, the build to read
// param kinds: list of str, empty for all, as the two below
// param levels: list of str, warning or error
// param files: list of str
// column kind: str
// column n: int
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= ''
  AND (size($kinds) = 0 OR n.kind IN $kinds) AND (size($levels) = 0 OR n.level IN $levels)
  AND (size($files) = 0 OR n.file IN $files)
RETURN n.kind AS kind, count(n) AS n
ORDER BY n DESC, kind
