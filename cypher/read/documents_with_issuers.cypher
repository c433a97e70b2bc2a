// name: documents_with_issuers
// purpose: The documents of some levels whose issuers are known; texts enclosed in others are left out, as they carry
//     the issuers of the document around them.
// param build: str, the build to read
// param levels: list of str, levels of government
// param cited: bool, whether to take documents known by their citations only
// column document: map: id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent
// column category: str or null, the chapter of the compendium
MATCH (d:Document)
WHERE d.build = $build AND d.id >= ''
  AND d.level IN $levels AND d.parent IS NULL AND size(d.issuers) > 0 AND (d.in_corpus OR $cited)
RETURN d {
  .id, .title, .doc_number, .doc_type, .level, .issuers, .issued_on, .in_corpus, .collection, .parent
} AS document, d.category AS category
ORDER BY d.at
