// name: unique_meta
// purpose: There is one node that says which build is served, one with the number of the schema, and one that writers
//     lock. Their lock rests on it, so that it is made before the numbered migrations, which leave Meta alone: Neo4j
//     makes no constraint on the label of a node that an open transaction has written.
CREATE CONSTRAINT unique_meta IF NOT EXISTS
FOR (n:Meta) REQUIRE n.id IS UNIQUE
