// name: 0003_unique_measure
// purpose: An id stands for one Measure of a build; finds it by build and id.
CREATE CONSTRAINT unique_measure IF NOT EXISTS
FOR (n:Measure) REQUIRE (n.build, n.id) IS UNIQUE
