// name: 0006_unique_collection
// purpose: An id stands for one Collection of a build; finds it by build and id.
CREATE CONSTRAINT unique_collection IF NOT EXISTS
FOR (n:Collection) REQUIRE (n.build, n.id) IS UNIQUE
