// name: revise_agency_links
// purpose: Takes away what joins agencies to the bodies above them and to their region.
// param build: str, the build that is changed
// param ids: list of str, the agencies
// column n: int, edges taken away
UNWIND $ids AS id
MATCH (a:Agency {build: $build, id: id})-[r:PART_OF|COUNTERPART_OF|IN_REGION]->()
DELETE r
RETURN count(*) AS n
