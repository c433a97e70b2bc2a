// name: issuers_of_documents
// purpose: Who issued the documents that fit, and how many of them.
// param build: str, the build to read
// param levels: list of str, levels of government; empty for all, as every list here
// param issuers: list of str, agencies one of which issued it
// param doc_types: list of str, kinds of documents
// param categories: list of str, chapters of the compendium
// param years: list of int, years of issue
// param collections: list of str
// param in_corpus: bool or null, whether its text was read
// param enclosed: bool or null, whether it stands inside another document
// param issued_from: date or null, the first date of issue
// param issued_to: date or null, the last date of issue
// column issuers: list of str, full names as printed
// column n: int, the documents that exactly these issued
MATCH (d:Document)
WHERE d.build = $build AND d.id >= '' AND (size($levels) = 0 OR d.level IN $levels)
  AND (size($issuers) = 0 OR any(issuer IN d.issuers WHERE issuer IN $issuers))
  AND (size($doc_types) = 0 OR d.doc_type IN $doc_types)
  AND (size($categories) = 0 OR d.category IN $categories)
  AND (size($years) = 0 OR d.issued_on.year IN $years)
  AND (size($collections) = 0 OR d.collection IN $collections)
  AND ($in_corpus IS NULL OR d.in_corpus = $in_corpus)
  AND ($enclosed IS NULL OR (d.parent IS NOT NULL) = $enclosed)
  AND ($issued_from IS NULL OR d.issued_on >= $issued_from)
  AND ($issued_to IS NULL OR d.issued_on <= $issued_to)
RETURN d.issuers AS issuers, count(d) AS n
