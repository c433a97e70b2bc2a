// name: agencies_named
// purpose: The agencies that go by names: their ids, names and the other names that they sign with.
// param build: str, the build to read
// param names: list of str
// column name: str, as asked for
// column id: str, the agency's
MATCH (a:Agency {build: $build})
UNWIND [a.id, a.name] + a.also AS name
WITH a, name
WHERE name IN $names
RETURN DISTINCT name, a.id AS id
