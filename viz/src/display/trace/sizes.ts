/** Measures of the picture in px. */
export const sizes = {
  first: 13,
  second: 11.5,
  line: 11,
  labelMost: 244,
  /** From the middle of a mark to its edge, and to where its label begins. */
  mark: 6,
  label: 13,
  /** Height of the body of a row, and of its mark below its top. */
  row: 34,
  markTop: 9,
  space: 10,
  /** Free space above and below the rows of a lane. */
  lane: 8,
  laneNames: 64,
  axis: 30,
  undated: 276,
  /** Between lines that run side by side; between those of which the lower one carries words. */
  track: 7,
  wordTrack: 16,
  /** Between the lowest line above a row and the row; more where an arrow points down on it. */
  fall: 5,
  tip: 8,
  port: 6,
  bend: 5,
} as const
