// name: 0011_document_issued_on
// purpose: Finds documents by date of issue.
CREATE INDEX document_issued_on IF NOT EXISTS
FOR (n:Document) ON (n.issued_on)
