// name: wait_for_indexes
// purpose: Waits until all indexes can be asked.
CALL db.awaitIndexes(300)
