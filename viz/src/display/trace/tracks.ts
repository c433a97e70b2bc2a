/** Between rows run the lines to the sources below, one track each where they would meet; words stand on their tracks. */
import type { LabelWords } from './types'
import { sizes } from './sizes'
import { widthOf } from './text'
import type { End, Trunk } from './trunks'

export interface LineWords {
  text: string
  left: number
  right: number
}

/** What runs from a trunk to its sources in one row. */
export interface Run {
  trunk: Trunk
  row: number
  ends: readonly End[]
  words: Map<End, LineWords>
  left: number
  right: number
  /** Distance of its line from the top of the space above the row. */
  down: number
}

/** The runs above each row, and how much space they need there. */
export function tracksOf(trunks: readonly Trunk[], rows: number, words: LabelWords): { runs: Run[]; heights: number[] } {
  const runs = trunks.flatMap((trunk) => runsOf(trunk, words))
  const heights = Array.from({ length: rows }, () => 0)
  for (let row = 0; row < rows; row += 1) {
    const hasTip = trunks.some((trunk) => trunk.isUp && trunk.target.row === row)
    heights[row] = stack(runs.filter((run) => run.row === row)) + (hasTip ? sizes.tip : 0)
  }
  return { runs, heights }
}

function runsOf(trunk: Trunk, words: LabelWords): Run[] {
  const rows = [...new Set(trunk.ends.map((end) => end.source.row))].sort((one, other) => (trunk.isUp ? other - one : one - other))
  const byRow = rows.map((row) => trunk.ends.filter((end) => end.source.row === row).sort((one, other) => Math.abs(one.x - trunk.x) - Math.abs(other.x - trunk.x)))
  const named = namedEnd(byRow, trunk, words)
  return byRow.map((ends, at) => withWords(trunk, rows[at] ?? 0, ends, ends.map((each) => wordsOf(each, each === named, words))))
}

/** The type stands once on a trunk: at the nearest line that has room for it, else at the nearest. */
function namedEnd(byRow: readonly (readonly End[])[], trunk: Trunk, words: LabelWords): End | undefined {
  const room = widthOf(words.line(trunk.type, 1), sizes.line) + 4 + 2 * sizes.port
  const found = byRow.flatMap((ends) => ends.find((each, at) => Math.abs(each.x - (ends[at - 1]?.x ?? trunk.x)) >= room) ?? [])
  return found[0] ?? byRow[0]?.[0]
}

/** What is particular to a line stands on it always. */
function wordsOf(end: End, isNamed: boolean, words: LabelWords): string {
  const { type, relations } = end.joint
  const inferred = relations.every((relation) => relation.inferred) ? words.inferred : ''
  const until = relations.length === 1 ? relations[0]?.until : null
  const count = relations.length
  const named = until ? words.until(until) : type !== 'CITES' && (isNamed || count > 1) ? words.line(type, count) : ''
  return [named, inferred].filter(Boolean).join(' ')
}

/** Words before the end of their line where they have room, else behind the last end. */
function withWords(trunk: Trunk, row: number, ends: readonly End[], said: readonly string[]): Run {
  const placed = new Map<End, LineWords>()
  const farthest = ends.at(-1)?.x ?? trunk.x
  const way = farthest < trunk.x ? -1 : 1
  let before = trunk.x
  let behind = farthest + way * sizes.port
  ends.forEach((end, at) => {
    const text = said[at] ?? ''
    const width = text ? widthOf(text, sizes.line) + 4 : 0
    const isBetween = width > 0 && Math.abs(end.x - before) >= width + 2 * sizes.port && Math.sign(end.x - before) === way
    if (isBetween) placed.set(end, spanOf(text, end.x - way * sizes.port, -way * width))
    else if (width) {
      placed.set(end, spanOf(text, behind, way * width))
      behind += way * (width + sizes.port)
    }
    before = end.x
  })
  const all = [trunk.x, ...ends.map((end) => end.x), ...[...placed.values()].flatMap((each) => [each.left, each.right])]
  return { trunk, row, ends, words: placed, left: Math.min(...all), right: Math.max(...all), down: 0 }
}

function spanOf(text: string, from: number, width: number): LineWords {
  return { text, left: Math.min(from, from + width), right: Math.max(from, from + width) }
}

/** Gives each run its track: the first in which it meets no other. Returns the height of all tracks. */
function stack(runs: readonly Run[]): number {
  const tracks: Run[][] = []
  for (const run of [...runs].sort((one, other) => one.left - other.left || one.right - other.right)) {
    const free = tracks.find((track) => track.every((other) => other.right + sizes.port <= run.left || run.right + sizes.port <= other.left))
    if (free) free.push(run)
    else tracks.push([run])
  }
  let down = 0
  for (const track of tracks) {
    down += track.some((run) => run.words.size) ? sizes.wordTrack : sizes.track
    for (const run of track) run.down = down
  }
  return down ? down + sizes.fall : 0
}
