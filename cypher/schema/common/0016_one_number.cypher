// name: 0016_one_number
// purpose: Takes away the number of the graph's format, which the number of the schema stands for from here on. A graph
//     of a format before 2 lacks properties that only a load can write; it is no longer served.
MATCH (m:Meta {id: 'graph'})
WHERE m.format IS NOT NULL
SET m.build = CASE WHEN m.format = 2 THEN m.build ELSE null END, m.format = null
