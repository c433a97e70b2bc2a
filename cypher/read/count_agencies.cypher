// name: count_agencies
// purpose: How many agencies fit.
// param build: str, the build to read
// param levels: list of str, levels of government; empty for all, as the one below
// param regions: list of str, names of regions
// param known: bool or null, whether the registers hold it
// param part: str, what its name or a short name holds; empty for any
// column n: int
MATCH (a:Agency)
WHERE a.build = $build AND a.id >= ''
  AND (size($levels) = 0 OR a.level IN $levels) AND (size($regions) = 0 OR a.region IN $regions)
  AND ($known IS NULL OR a.known = $known)
  AND ($part = '' OR any(name IN [a.name] + a.also + a.short_names WHERE name CONTAINS $part))
RETURN count(a) AS n
