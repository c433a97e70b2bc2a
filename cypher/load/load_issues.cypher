// name: load_issues
// purpose: Creates Issue nodes.
// param build: str, the build that is loaded
// param rows: list of maps: id, at, level, kind, file, line, text, candidates
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Issue)
SET n = row, n.build = $build
RETURN count(n) AS n
