// name: agencies_like
// purpose: Agencies one of whose names holds what is asked for: those whose name begins so first, then the shortest.
// param build: str, the build to read
// param words: str
// param limit: int, most rows
// column id: str
// column name: str
// column level: str
// column begins: bool
MATCH (a:Agency {build: $build})
WHERE a.name CONTAINS $words OR any(name IN a.short_names + a.also WHERE name CONTAINS $words)
RETURN a.id AS id, a.name AS name, a.level AS level, a.name STARTS WITH $words AS begins
ORDER BY begins DESC, size(name), name
LIMIT $limit
