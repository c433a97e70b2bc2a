// name: change_passages
// purpose: Gives passages other properties; all that hangs on them stays.
// param build: str, the build that is changed
// param rows: list of maps: as load_passages takes them, or id and at alone
// column n: int, rows taken
UNWIND $rows AS row
MATCH (n:Passage {build: $build, id: row.id})
SET n += row
RETURN count(n) AS n
