// name: schema
// purpose: The last migration that was applied to the store.
// column number: int, its number
// column program: str, the version of the program that applied it
MATCH (m:Meta {id: 'schema'})
RETURN m.number AS number, m.program AS program
