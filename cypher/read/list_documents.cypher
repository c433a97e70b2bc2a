// name: list_documents
// purpose: A page of the documents that fit, in a chosen order; those that lack what is sorted by come last.
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
// param sort: str, issued_on, -issued_on (the newest first), title, doc_number, level; anything else is the graph's order
// param key: str, int or null, the sort key of the last document of the page before
// param at: int or null, its place; null for the first page
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
// column key: str or int, the sort key
// column at: int, the place in the graph
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
WITH d, CASE $sort
  WHEN 'issued_on' THEN coalesce(d.issued_on.year * 10000 + d.issued_on.month * 100 + d.issued_on.day, 99999999)
  WHEN '-issued_on' THEN coalesce(-(d.issued_on.year * 10000 + d.issued_on.month * 100 + d.issued_on.day), 0)
  WHEN 'title' THEN d.title
  WHEN 'doc_number' THEN coalesce(d.doc_number, '\uffff')
  WHEN 'level' THEN CASE d.level WHEN 'national' THEN 0 WHEN 'provincial' THEN 1 WHEN 'municipal' THEN 2 ELSE 3 END
  ELSE d.at
END AS key
WHERE $at IS NULL OR key > $key OR (key = $key AND d.at > $at)
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category, key AS key, d.at AS at
ORDER BY key, at
LIMIT $limit
