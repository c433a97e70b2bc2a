// name: fill_lists_of_edges
// purpose: Gives imported edges their empty lists, which no CSV file can tell from missing values.
// param type: str, the edges' type
// param keys: list of str, the properties that are lists
MATCH ()-[r:$($type)]->()
WHERE any(key IN $keys WHERE r[key] IS NULL)
CALL (r) {
  FOREACH (key IN [each IN $keys WHERE r[each] IS NULL] | SET r[key] = [])
} IN TRANSACTIONS OF 10000 ROWS
