// name: wait_for_indexes
// purpose: Waits until all indexes can be asked.
// engine: neo4j
CALL db.awaitIndexes(300)
