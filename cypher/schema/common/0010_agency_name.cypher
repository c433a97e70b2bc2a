// name: 0010_agency_name
// purpose: Finds agencies by name.
CREATE INDEX agency_name IF NOT EXISTS
FOR (n:Agency) ON (n.name)
