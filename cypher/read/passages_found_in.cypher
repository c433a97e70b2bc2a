// name: passages_found_in
// purpose: The passages of documents that hold all that is asked for.
// param build: str, the build to read
// param query: str, a query for the full-text index
// param runs: list of str, Chinese words that the passage must hold: the index may find their pairs apart
// param ids: list of str, the documents
// column document: str, id
// column passage: map: id, line, label, text
CALL db.index.fulltext.queryNodes('Passage[text]', $query) YIELD node
WHERE node.build = $build AND node.document IN $ids AND all(run IN $runs WHERE node.text CONTAINS run)
RETURN node.document AS document, node {.id, .line, .label, .text} AS passage
ORDER BY document, passage.line, passage.id
