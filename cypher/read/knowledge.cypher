// name: knowledge
// purpose: What was read, by collection: how many documents, and between which dates of issue.
// param build: str, the build to read
// column collection: str
// column earliest: date or null, the first date of issue
// column latest: date or null, the last date of issue
// column documents: int, documents read, texts enclosed in them left out
// column dated: int, those of them with a date of issue
MATCH (d:Document)
WHERE d.build = $build AND d.id >= '' AND d.in_corpus AND d.parent IS NULL
RETURN d.collection AS collection, min(d.issued_on) AS earliest, max(d.issued_on) AS latest,
  count(d) AS documents, count(d.issued_on) AS dated
ORDER BY collection
