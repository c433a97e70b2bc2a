// name: facets_of_documents
// purpose: How many documents there are of each combination of properties; of some issuers, or issued between two days.
// param build: str, the build to read
// param issuers: list of str, agencies one of which issued it; empty for all
// param issued_from: date or null, the first date of issue
// param issued_to: date or null, the last date of issue
// column level: str
// column doc_type: str or null
// column category: str or null
// column year: int or null
// column collection: str or null
// column in_corpus: bool
// column enclosed: bool, whether it stands inside another document
// column n: int
MATCH (d:Document)
WHERE d.build = $build AND d.id >= ''
  AND (size($issuers) = 0 OR any(issuer IN d.issuers WHERE issuer IN $issuers))
  AND ($issued_from IS NULL OR d.issued_on >= $issued_from)
  AND ($issued_to IS NULL OR d.issued_on <= $issued_to)
RETURN d.level AS level, d.doc_type AS doc_type, d.category AS category, d.issued_on.year AS year,
  d.collection AS collection, d.in_corpus AS in_corpus, d.parent IS NOT NULL AS enclosed, count(d) AS n
