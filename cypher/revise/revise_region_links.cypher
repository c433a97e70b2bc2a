// name: revise_region_links
// purpose: Takes away what joins regions to those above them.
// param build: str, the build that is changed
// param ids: list of str, the regions
// column n: int, edges taken away
UNWIND $ids AS id
MATCH (g:Region {build: $build, id: id})-[r:PART_OF]->(:Region)
DELETE r
RETURN count(*) AS n
