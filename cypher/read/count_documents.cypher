// name: count_documents
// purpose: How many documents were read, stand inside another one, or are known by their citations only.
// param build: str, the build to read
// column in_corpus: bool, its text was read
// column enclosed: bool, it stands inside another document
// column n: int
MATCH (d:Document)
WHERE d.build = $build AND d.id >= ''
RETURN d.in_corpus AS in_corpus, d.parent IS NOT NULL AS enclosed, count(d) AS n
