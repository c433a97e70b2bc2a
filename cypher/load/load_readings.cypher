// name: load_readings
// purpose: Keeps what the reader made of documents before reviewers' judgements; no question looks into it.
// param build: str, the build that is loaded
// param rows: list of maps: id (the document's, or agencies), content (JSON)
// column n: int, rows taken
UNWIND $rows AS row
CREATE (n:Reading)
SET n = row, n.build = $build
RETURN count(n) AS n
