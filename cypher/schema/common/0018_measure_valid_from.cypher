// name: 0018_measure_valid_from
// purpose: Finds measures by their first day.
CREATE INDEX measure_valid_from IF NOT EXISTS
FOR (n:Measure) ON (n.valid_from)
