// name: passages_with_words
// purpose: The passages of documents that hold one of several words, in order.
// param build: str, the build to read
// param ids: list of str, the documents
// param words: list of str
// column passage: map: document, line, text
UNWIND $ids AS id
MATCH (d:Document {build: $build, id: id})-[:HAS_PASSAGE]->(p:Passage)
WHERE any(word IN $words WHERE p.text CONTAINS word)
RETURN p {.document, .line, .text} AS passage
ORDER BY p.at
