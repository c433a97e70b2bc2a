// name: load_documents
// purpose: Creates Document nodes.
// param build: str, the build that is loaded
// param rows: list of maps: id, at, the fields of a document, source_file, source_line_start, …, and its
//     keys: number_key, title_key, name_keys, words
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Document)
SET n = row, n.build = $build
RETURN count(n) AS n
