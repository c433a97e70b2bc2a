// name: list_measures
// purpose: A page of the measures that fit, in a chosen order, with their documents.
// param build: str, the build to read
// param documents: list of str, ids of their documents; empty for all, as the two below
// param responsible: list of str, full names of agencies one of which is responsible
// param actions: list of str, main verbs as printed
// param day: date or null, a day on which the measure's own period holds
// param sort: str, valid_to (those without an end last); anything else is the graph's order
// param key: int or null, the sort key of the last measure of the page before
// param at: int or null, its place; null for the first page
// param limit: int, most rows
// column measure: map of its properties
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column key: int, the sort key
// column at: int, the place in the graph
MATCH (d:Document)-[:HAS_MEASURE]->(m:Measure)
WHERE m.build = $build AND m.id >= '' AND (size($documents) = 0 OR m.document IN $documents)
  AND (size($responsible) = 0 OR any(agency IN m.responsible WHERE agency IN $responsible))
  AND (size($actions) = 0 OR m.action IN $actions)
  AND ($day IS NULL OR ((m.valid_from IS NOT NULL OR m.valid_to IS NOT NULL)
    AND (m.valid_from IS NULL OR m.valid_from <= $day) AND (m.valid_to IS NULL OR m.valid_to >= $day)))
WITH d, m, CASE $sort
  WHEN 'valid_to' THEN coalesce(m.valid_to.year * 10000 + m.valid_to.month * 100 + m.valid_to.day, 99999999)
  ELSE m.at
END AS key
WHERE $at IS NULL OR key > $key OR (key = $key AND m.at > $at)
RETURN m {.*} AS measure, d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, key AS key, m.at AS at
ORDER BY key, at
LIMIT $limit
