// name: 0013_document_title_key
// purpose: Finds documents by title.
CREATE INDEX document_title_key IF NOT EXISTS
FOR (n:Document) ON (n.title_key)
