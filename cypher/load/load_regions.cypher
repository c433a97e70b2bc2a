// name: load_regions
// purpose: Creates Region nodes.
// param build: str, the build that is loaded
// param rows: list of maps: id, at (place in the list), name, level, code, parent
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Region)
SET n = row, n.build = $build
RETURN count(n) AS n
