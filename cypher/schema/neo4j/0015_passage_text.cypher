// name: 0015_passage_text
// purpose: Full text of the texts of passages, in pairs of Chinese characters.
//     The name is the one that ArcadeDB gives its own index, so that both are asked by one statement.
CREATE FULLTEXT INDEX `Passage[text]` IF NOT EXISTS
FOR (n:Passage) ON EACH [n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
