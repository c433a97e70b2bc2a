// name: count_measures
// purpose: How many measures fit.
// param build: str, the build to read
// param documents: list of str, ids of their documents; empty for all, as the two below
// param responsible: list of str, full names of agencies one of which is responsible
// param actions: list of str, main verbs as printed
// param day: date or null, a day on which the measure's own period holds
// column n: int
MATCH (m:Measure)
WHERE m.build = $build AND m.id >= '' AND (size($documents) = 0 OR m.document IN $documents)
  AND (size($responsible) = 0 OR any(agency IN m.responsible WHERE agency IN $responsible))
  AND (size($actions) = 0 OR m.action IN $actions)
  AND ($day IS NULL OR ((m.valid_from IS NOT NULL OR m.valid_to IS NOT NULL)
    AND (m.valid_from IS NULL OR m.valid_from <= $day) AND (m.valid_to IS NULL OR m.valid_to >= $day)))
RETURN count(m) AS n
