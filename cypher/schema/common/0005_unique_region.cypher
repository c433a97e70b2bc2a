// name: 0005_unique_region
// purpose: An id stands for one Region of a build; finds it by build and id.
CREATE CONSTRAINT unique_region IF NOT EXISTS
FOR (n:Region) REQUIRE (n.build, n.id) IS UNIQUE
