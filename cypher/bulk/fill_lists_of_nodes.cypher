// name: fill_lists_of_nodes
// purpose: Gives imported nodes their empty lists, which no CSV file can tell from missing values.
// param label: str, the nodes' label
// param keys: list of str, the properties that are lists
MATCH (n:$($label))
WHERE any(key IN $keys WHERE n[key] IS NULL)
CALL (n) {
  FOREACH (key IN [each IN $keys WHERE n[each] IS NULL] | SET n[key] = [])
} IN TRANSACTIONS OF 10000 ROWS
