// name: 0009_unique_build
// purpose: A build is listed once.
CREATE CONSTRAINT unique_build IF NOT EXISTS
FOR (n:Build) REQUIRE n.id IS UNIQUE
