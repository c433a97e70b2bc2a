// name: 0002_unique_passage
// purpose: An id stands for one Passage of a build; finds it by build and id.
CREATE CONSTRAINT unique_passage IF NOT EXISTS
FOR (n:Passage) REQUIRE (n.build, n.id) IS UNIQUE
