// name: 0017_document_effective_to
// purpose: Finds documents by the last day that they state.
CREATE INDEX document_effective_to IF NOT EXISTS
FOR (n:Document) ON (n.effective_to)
