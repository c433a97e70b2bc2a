// name: document_ids
// purpose: The ids of documents, a page at a time.
// param build: str, the build to read
// param after: str, the last id of the page before; empty for the first page
// param limit: int, most rows
// column id: str
MATCH (n:Document)
WHERE n.build = $build AND n.id > $after
RETURN n.id AS id
ORDER BY id
LIMIT $limit
