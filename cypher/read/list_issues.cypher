// name: list_issues
// purpose: A page of what the build could not read or decide, in the order of the input.
// param build: str, the build to read
// param kinds: list of str, empty for all, as the two below
// param levels: list of str, warning or error
// param files: list of str
// param at: int, the place of the last issue of the page before, -1 for the first page
// param limit: int, most rows
// column issue: map of its properties
// column at: int, the place in the graph
MATCH (n:Issue)
WHERE n.build = $build AND n.id >= ''
  AND n.at > $at AND (size($kinds) = 0 OR n.kind IN $kinds) AND (size($levels) = 0 OR n.level IN $levels)
  AND (size($files) = 0 OR n.file IN $files)
RETURN n {.*} AS issue, n.at AS at
ORDER BY at
LIMIT $limit
