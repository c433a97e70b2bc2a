// name: unique_meta
// purpose: There is one node that says which build is served, and one that loads lock.
CREATE CONSTRAINT unique_meta IF NOT EXISTS
FOR (n:Meta) REQUIRE n.id IS UNIQUE
