/** The bar of a document on the time axis, from how it stands over time. */
import type { Schema, State } from '@/api/types'
import { shortName } from '@/display/titles'
import { toNumber } from '@/display/days'
import type { Scale } from './scale'

type Validity = Schema<'Validity'>
type Turn = Schema<'Turn'>

export interface Run {
  state: State
  x: number
  width: number
  /** An open end, beyond what the loaded documents can say. */
  isFading: boolean
}

export interface Mark {
  x: number
  turn: Turn
}

export interface NotchLabel {
  x: number
  /** Above the bar, or beside its end. */
  place: 'above' | 'beside'
  text: string
}

export interface Bar {
  runs: Run[]
  /** From issue to the day of effect. */
  waiting: { x: number; width: number } | null
  notches: Mark[]
  labels: NotchLabel[]
  cuts: Mark[]
  changes: Mark[]
  clauseEnds: { x: number; day: string; clauses: number }[]
  isOffLeft: boolean
  isOffRight: boolean
  isUndated: boolean
}

const DRAWN: readonly State[] = ['in_force', 'extended', 'amended', 'unknown']

/** `label` words a prolongation; `latest` is the last day that the loaded documents know of. */
export function barOf(item: Validity, scale: Scale, latest: number, label: (by: string, until: string | null) => string): Bar {
  const first = item.first === null ? null : toNumber(item.first)
  const end = item.last === null ? null : toNumber(item.last) + 1
  const marks = (reasons: readonly string[]): Mark[] =>
    item.turns.flatMap((turn) => {
      if (!reasons.includes(turn.reason)) return []
      const day = turn.day ?? turn.until
      if (day === null) return []
      const at = Math.min(Math.max(toNumber(day), first ?? -Infinity), end ?? Infinity)
      return isShown(scale, at) ? [{ x: scale.x(at), turn }] : []
    })
  const notches = marks(['extended'])
  return {
    runs: first === null ? [] : item.periods.flatMap((period) => runsOf(period, first, scale, latest)),
    waiting: waitingOf(item, first, scale),
    notches,
    labels: labelsOf(notches, scale.width, end === null ? scale.width : scale.x(end), label),
    cuts: marks(['repealed', 'superseded']),
    changes: marks(['amended', 'supplemented']),
    clauseEnds: item.clause_ends.filter((each) => isShown(scale, toNumber(each.day) + 1)).map((each) => ({ ...each, x: scale.x(toNumber(each.day) + 1) })),
    isOffLeft: first !== null && first < scale.from,
    isOffRight: end !== null && end > scale.to,
    isUndated: first === null,
  }
}

const isShown = (scale: Scale, day: number): boolean => day >= scale.from && day <= scale.to

function runsOf(period: Schema<'StatePeriod'>, first: number, scale: Scale, latest: number): Run[] {
  if (!DRAWN.includes(period.state)) return []
  const from = Math.max(period.first === null ? first : toNumber(period.first), scale.from)
  const to = Math.min(period.last === null ? scale.to : toNumber(period.last) + 1, scale.to)
  if (from >= to) return []
  const run = (begin: number, over: number, isFading: boolean): Run => ({ state: period.state, x: scale.x(begin), width: scale.x(over) - scale.x(begin), isFading })
  if (period.last !== null) return [run(from, to, false)]
  const open = Math.min(Math.max(latest + 1, from), to)
  return [...(open > from ? [run(from, open, false)] : []), ...(to > open ? [run(open, to, true)] : [])]
}

function waitingOf(item: Validity, first: number | null, scale: Scale): Bar['waiting'] {
  if (first === null || item.document.issued_on === null) return null
  const from = Math.max(toNumber(item.document.issued_on), scale.from)
  const to = Math.min(first, scale.to)
  return to > from ? { x: scale.x(from), width: scale.x(to) - scale.x(from) } : null
}

const LABEL_SIZE = 11
const LABEL_GAP = 8

/** How wide a text is, nearly: Chinese characters are square, others a little more than half as wide. */
export function nearWidth(text: string, size = LABEL_SIZE): number {
  return Array.from(text).reduce((sum, each) => sum + (/[\u2e80-\uffef]/u.test(each) ? size : size * 0.6), 0)
}

/**
 * Labels of the prolongations, shifted into the picture. Where the one before takes the room above, the last one stands
 * beside the end of the bar; one that has no room at all is left out.
 */
export function labelsOf(notches: readonly Mark[], width: number, end: number, label: (by: string, until: string | null) => string): NotchLabel[] {
  const placed: NotchLabel[] = []
  let taken = -Infinity
  notches.forEach(({ x, turn }, index) => {
    const texts = [label(shortName(turn.document), turn.until), shortName(turn.document)]
    const above = texts.find((each) => nearWidth(each) <= width)
    const at = above ? Math.max(0, Math.min(x, width - nearWidth(above))) : 0
    const beside = texts.find((each) => end + LABEL_GAP + nearWidth(each) <= width)
    if (above && at >= taken) {
      placed.push({ x: at, text: above, place: 'above' })
      taken = at + nearWidth(above) + LABEL_GAP
    } else if (beside && index === notches.length - 1) placed.push({ x: end + LABEL_GAP, text: beside, place: 'beside' })
  })
  return placed
}
