// name: 0012_document_number_key
// purpose: Finds documents by number, in any style of brackets.
CREATE INDEX document_number_key IF NOT EXISTS
FOR (n:Document) ON (n.number_key)
