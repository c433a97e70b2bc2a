// name: engine
// purpose: The server's name and version.
// column name: str
// column version: str
CALL dbms.components() YIELD name, versions
RETURN name, versions[0] AS version
