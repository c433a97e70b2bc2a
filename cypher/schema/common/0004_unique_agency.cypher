// name: 0004_unique_agency
// purpose: An id stands for one Agency of a build; finds it by build and id.
CREATE CONSTRAINT unique_agency IF NOT EXISTS
FOR (n:Agency) REQUIRE (n.build, n.id) IS UNIQUE
