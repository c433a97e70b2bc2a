// name: 0019_measure_valid_to
// purpose: Finds measures by their last day.
CREATE INDEX measure_valid_to IF NOT EXISTS
FOR (n:Measure) ON (n.valid_to)
