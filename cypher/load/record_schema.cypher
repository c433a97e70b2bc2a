// name: record_schema
// purpose: Records that the store has the schema up to a number.
// param number: int, of the last migration that was applied
// param program: str, the version of the program that applied it
// column n: int, always 1
MERGE (m:Meta {id: 'schema'})
SET m.number = $number, m.program = $program
RETURN count(m) AS n
