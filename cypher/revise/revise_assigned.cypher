// name: revise_assigned
// purpose: Takes the agencies that answer for measures away from these.
// param build: str, the build that is changed
// param ids: list of str, the measures
// column n: int, edges taken away
UNWIND $ids AS id
MATCH (m:Measure {build: $build, id: id})-[r:ASSIGNED_TO]->(:Agency)
DELETE r
RETURN count(*) AS n
