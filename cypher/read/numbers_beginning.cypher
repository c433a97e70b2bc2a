// name: numbers_beginning
// purpose: Documents whose number begins as asked for, those that were read first, then the newest.
//     The build is asked for apart, as ArcadeDB would else look at all of it and leave the index aside.
// param build: str, the build to read
// param key: str, what match_key makes of what was typed
// param limit: int, most rows
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column day: int, the date of issue as a number
MATCH (d:Document)
WHERE d.number_key STARTS WITH $key
WITH d
WHERE d.build = $build
WITH d, coalesce(d.issued_on.year * 10000 + d.issued_on.month * 100 + d.issued_on.day, 0) AS day
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, day
ORDER BY CASE WHEN document.in_corpus THEN 0 ELSE 1 END, day DESC, document.id
LIMIT $limit
