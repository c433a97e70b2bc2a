// name: 0008_unique_reading
// purpose: An id stands for one Reading of a build; finds it by build and id.
CREATE CONSTRAINT unique_reading IF NOT EXISTS
FOR (n:Reading) REQUIRE (n.build, n.id) IS UNIQUE
