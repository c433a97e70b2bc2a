// name: lock
// purpose: Held open in a transaction, keeps other loads waiting.
// column n: int, always 1
MERGE (m:Meta {id: 'load'})
SET m.loads = coalesce(m.loads, 0) + 1
RETURN count(m) AS n
