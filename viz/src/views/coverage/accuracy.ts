/** How well alignments were measured on clauses that were drawn up blind; a test holds these to the README. */
export const accuracy = { pairs: 56, precision: 0.842, recall: 0.857 }
