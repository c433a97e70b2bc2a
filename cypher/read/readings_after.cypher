// name: readings_after
// purpose: What the reader made of the documents that judgements have changed, a page at a time.
// param build: str, the build to read
// param after: str, the last id of the page before; empty for the first page
// param limit: int, most rows
// column reading: map: id, content
MATCH (n:Reading)
WHERE n.build = $build AND n.id > $after
WITH n
ORDER BY n.id
LIMIT $limit
RETURN n {.id, .content} AS reading
ORDER BY reading.id
