// name: reading
// purpose: What the reader made of a document, or of the agencies, before judgements changed it.
// param build: str, the build to read
// param id: str, the document's id, or agencies
// column reading: map: id, content
UNWIND [$id] AS id
MATCH (n:Reading {build: $build, id: id})
RETURN n {.id, .content} AS reading
