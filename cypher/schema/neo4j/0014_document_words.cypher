// name: 0014_document_words
// purpose: Full text of the titles, aliases and numbers of documents, in pairs of Chinese characters.
//     The name is the one that ArcadeDB gives its own index, so that both are asked by one statement.
CREATE FULLTEXT INDEX `Document[words]` IF NOT EXISTS
FOR (n:Document) ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
