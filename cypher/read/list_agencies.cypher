// name: list_agencies
// purpose: A page of the agencies that fit, in a chosen order, with the number of documents that they issued.
// param build: str, the build to read
// param levels: list of str, levels of government; empty for all, as the one below
// param regions: list of str, names of regions
// param known: bool or null, whether the registers hold it
// param part: str, what its name or a short name holds; empty for any
// param sort: str, name, -documents (most documents first); anything else is the graph's order
// param key: str, int or null, the sort key of the last agency of the page before
// param at: int or null, its place; null for the first page
// param limit: int, most rows
// column agency: map of its properties
// column documents: int, those only cited among them
// column key: str or int, the sort key
// column at: int, the place in the graph
MATCH (a:Agency)
WHERE a.build = $build AND a.id >= ''
  AND (size($levels) = 0 OR a.level IN $levels) AND (size($regions) = 0 OR a.region IN $regions)
  AND ($known IS NULL OR a.known = $known)
  AND ($part = '' OR any(name IN [a.name] + a.also + a.short_names WHERE name CONTAINS $part))
OPTIONAL MATCH (a)-[:ISSUED]->(d:Document)
WITH a, count(d) AS documents
WITH a, documents, CASE $sort WHEN 'name' THEN a.name WHEN '-documents' THEN -documents ELSE a.at END AS key
WHERE $at IS NULL OR key > $key OR (key = $key AND a.at > $at)
RETURN a {.*} AS agency, documents AS documents, key AS key, a.at AS at
ORDER BY key, at
LIMIT $limit
