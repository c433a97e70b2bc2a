// name: load_agencies
// purpose: Creates Agency nodes.
// param build: str, the build that is loaded
// param rows: list of maps: id, at, name, level, short_names, also, region, parent, counterpart, known, founded, dissolved, successor
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Agency)
SET n = row, n.build = $build
RETURN count(n) AS n
