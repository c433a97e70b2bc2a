// name: list_collections
// purpose: The collections, with what they hold.
// param build: str, the build to read
// column collection: str
// column enclosed: bool, of texts that stand inside others
// column documents: int
// column earliest: date or null, of issue
// column latest: date or null, of issue
MATCH (d:Document)
WHERE d.build = $build AND d.id >= '' AND d.collection IS NOT NULL AND d.in_corpus
RETURN d.collection AS collection, d.parent IS NOT NULL AS enclosed, count(d) AS documents,
  min(d.issued_on) AS earliest, max(d.issued_on) AS latest
ORDER BY collection, enclosed
