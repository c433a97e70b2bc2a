// name: 0007_unique_issue
// purpose: An id stands for one Issue of a build; finds it by build and id.
CREATE CONSTRAINT unique_issue IF NOT EXISTS
FOR (n:Issue) REQUIRE (n.build, n.id) IS UNIQUE
