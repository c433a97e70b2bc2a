// name: documents_read
// purpose: The documents that were read, texts enclosed in them left out, in the order of the input.
// param build: str, the build to read
// column id: str
// column level: str
// column collection: str
MATCH (d:Document)
WHERE d.build = $build AND d.id >= '' AND d.in_corpus AND d.parent IS NULL
RETURN d.id AS id, d.level AS level, d.collection AS collection
ORDER BY d.at
