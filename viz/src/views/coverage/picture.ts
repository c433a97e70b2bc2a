/** Where boxes and lines stand in the picture that is handed out. */
import { nameOf, type Clause, type Sides } from './clauses'
import { drawLine, type Line } from './lines'
import { segmentsOf } from './segments'

const WIDTH = 1120
const BOX = 440
const HEIGHT = 62
const STEP = 70
const TOP = 52
const BOTTOM = 52
const EDGE = 24
/** Chinese characters on a line of a box. */
const UNITS = 32
const CLOSING = '，。、；：！？）》”’'

export interface Box {
  side: 'national' | 'provincial'
  clause: Clause
  words: readonly string[]
  x: number
  y: number
  width: number
  height: number
}

/** A text in lines of so many characters, a Latin one counting half; the last ends in … where there is more. */
export function wrapped(text: string, units: number, most: number): string[] {
  const lines: string[] = ['']
  let used = 0
  for (const point of text) {
    const wide = (point.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.5
    // Marks that end a phrase never begin a line.
    if (used + wide > units && !CLOSING.includes(point)) {
      if (lines.length === most) return [...lines.slice(0, -1), `${Array.from(lines.at(-1) ?? '').slice(0, -1).join('')}…`]
      lines.push('')
      used = 0
    }
    lines[lines.length - 1] += point
    used += wide
  }
  return lines
}

export function layOut(sides: Sides): { width: number; height: number; right: number; boxes: Box[]; lines: Line[] } {
  const right = WIDTH - EDGE - BOX
  const boxes: Box[] = []
  let top = TOP
  for (const segment of segmentsOf(sides.national, sides.provincial)) {
    for (const side of ['national', 'provincial'] as const)
      segment[side].forEach((clause, at) => boxes.push({ side, clause, words: wrapped(nameOf(clause.measure, 80), UNITS, 2), x: side === 'national' ? EDGE : right, y: top + at * STEP, width: BOX, height: HEIGHT }))
    top += Math.max(segment.national.length, segment.provincial.length) * STEP
  }
  const at = new Map(boxes.map((box) => [`${box.side} ${box.clause.measure.id}`, box]))
  const lines = sides.national.flatMap((clause) => clause.pairs).flatMap((pair) => {
    const one = at.get(`national ${pair.national.id}`)
    const other = at.get(`provincial ${pair.provincial.id}`)
    return one && other ? [drawLine(pair, { x: one.x + BOX + 2, y: one.y + HEIGHT / 2 }, { x: other.x - 2, y: other.y + HEIGHT / 2 })] : []
  })
  return { width: WIDTH, height: top + BOTTOM, right, boxes, lines }
}
