// name: count_measures_assigned
// purpose: How many measures agencies are responsible for.
// param build: str, the build to read
// param ids: list of str, the agencies
// column n: int
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})<-[:ASSIGNED_TO]-(m:Measure)
RETURN count(DISTINCT m) AS n
