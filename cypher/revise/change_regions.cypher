// name: change_regions
// purpose: Gives regions other properties; all that hangs on them stays.
// param build: str, the build that is changed
// param rows: list of maps: as load_regions takes them, or id and at alone
// column n: int, rows taken
UNWIND $rows AS row
MATCH (n:Region {build: $build, id: row.id})
SET n += row
RETURN count(n) AS n
