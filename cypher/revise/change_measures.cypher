// name: change_measures
// purpose: Gives measures other properties; all that hangs on them stays.
// param build: str, the build that is changed
// param rows: list of maps: as load_measures takes them, or id and at alone
// column n: int, rows taken
UNWIND $rows AS row
MATCH (n:Measure {build: $build, id: row.id})
SET n += row
RETURN count(n) AS n
