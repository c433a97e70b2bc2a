// name: change_measures
// purpose: Gives measures other places in the graph's list.
// param build: str, the build that is changed
// param rows: list of maps: id, at
// column n: int, rows taken
UNWIND $rows AS row
MATCH (n:Measure {build: $build, id: row.id})
SET n.at = row.at
RETURN count(n) AS n
