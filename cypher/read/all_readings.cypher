// name: all_readings
// purpose: What the reader made of the documents, and the agencies, that judgements have changed.
// param build: str, the build to read
// column reading: map: id, content
MATCH (n:Reading)
WHERE n.build = $build AND n.id >= ''
RETURN n {.id, .content} AS reading
ORDER BY reading.id
