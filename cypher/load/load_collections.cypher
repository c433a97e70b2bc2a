// name: load_collections
// purpose: Creates Collection nodes.
// param build: str, the build that is loaded
// param rows: list of maps: id
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Collection)
SET n = row, n.build = $build
RETURN count(n) AS n
