// name: 0001_unique_document
// purpose: An id stands for one Document of a build; finds it by build and id.
CREATE CONSTRAINT unique_document IF NOT EXISTS
FOR (n:Document) REQUIRE (n.build, n.id) IS UNIQUE
