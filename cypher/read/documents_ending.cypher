// name: documents_ending
// purpose: Documents that state an end between two days for themselves or one of their measures, or that another
//     document prolongs to such a day; and those whose measures hold for a length of time from a day on. The build is
//     asked for apart, as ArcadeDB would else look at all of it and leave the index of days aside.
// param build: str, the build to read
// param first: date
// param last: date
// param lengths: list of str, words of a value that is a length of time
// column id: str
MATCH (d:Document)
WHERE d.effective_to >= $first AND d.effective_to <= $last
WITH d
WHERE d.build = $build
RETURN d.id AS id
UNION
MATCH (d:Document)<-[r:EXTENDS]-(:Document)
WHERE r.until >= $first AND r.until <= $last AND d.build = $build AND d.id >= ''
RETURN d.id AS id
UNION
MATCH (m:Measure)
WHERE m.valid_to >= $first AND m.valid_to <= $last
WITH m
WHERE m.build = $build
RETURN m.document AS id
UNION
MATCH (m:Measure)
WHERE m.valid_from <= $last AND m.valid_to IS NULL
WITH m
WHERE m.build = $build AND any(word IN $lengths WHERE m.value CONTAINS word)
RETURN m.document AS id
