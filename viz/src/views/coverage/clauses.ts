/** From an answer on coverage to what is shown: clauses of both sides, rows, filters. */
import type { Schema } from '@/api/types'
import { settings } from '@/settings'

export type Measure = Schema<'Measure'>
export type Pair = Schema<'Pair'>
export type Coverage = Schema<'Coverage'>
export type Implementation = Schema<'Implementation'>

export type ClauseState = 'aligned' | 'gap' | 'whole' | 'elsewhere' | 'addition'
export const filters = ['all', 'aligned', 'gaps', 'additions', 'differences'] as const
export type Filter = (typeof filters)[number]

/** A clause of one side and the pairs that it stands in. */
export interface Clause {
  measure: Measure
  state: ClauseState
  pairs: readonly Pair[]
}

/** A line of the table, and a stop of the arrow keys: a pair, or a clause that stands alone. */
export interface Row {
  /** Line numbers of both ends, as they stand in the address: 12-15, 12- or -15. */
  key: string
  state: ClauseState
  national: Measure | null
  provincial: Measure | null
  pair: Pair | null
}

export interface Sides {
  national: readonly Clause[]
  provincial: readonly Clause[]
  rows: readonly Row[]
}

export const keyOfPair = (pair: Pair): string => `${pair.national.line}-${pair.provincial.line}`

/** Both sides of an alignment, each in the order of its text. */
export function sidesOf(measures: readonly Measure[], by: Implementation): Sides {
  const { pairs, elsewhere, additions } = by.alignment
  const isElsewhere = new Set(elsewhere.map((measure) => measure.id))
  const national = measures.map((measure): Clause => {
    const own = pairs.filter((pair) => pair.national.id === measure.id)
    const alone = isElsewhere.has(measure.id) ? 'elsewhere' : by.whole ? 'whole' : 'gap'
    return { measure, pairs: own, state: own.length ? 'aligned' : alone }
  })
  const carrying = new Map(pairs.map((pair) => [pair.provincial.id, pair.provincial]))
  const provincial = [...carrying.values(), ...additions]
    .sort((one, other) => one.line - other.line)
    .map((measure): Clause => {
      const own = pairs.filter((pair) => pair.provincial.id === measure.id)
      return { measure, pairs: own, state: own.length ? 'aligned' : 'addition' }
    })
  return { national, provincial, rows: rowsOf(national, provincial) }
}

function rowsOf(national: readonly Clause[], provincial: readonly Clause[]): Row[] {
  const first = national.flatMap((clause): Row[] =>
    clause.pairs.length
      ? clause.pairs.map((pair) => ({ key: keyOfPair(pair), state: 'aligned', national: pair.national, provincial: pair.provincial, pair }))
      : [{ key: `${clause.measure.line}-`, state: clause.state, national: clause.measure, provincial: null, pair: null }],
  )
  const added = provincial.filter((clause) => clause.state === 'addition')
  return [...first, ...added.map(({ measure, state }): Row => ({ key: `-${measure.line}`, state, national: null, provincial: measure, pair: null }))]
}

const passes: Record<Filter, (row: Row) => boolean> = {
  all: () => true,
  aligned: (row) => row.state === 'aligned',
  gaps: (row) => row.state === 'gap',
  additions: (row) => row.state === 'addition',
  differences: (row) => (row.pair?.differences.length ?? 0) > 0,
}

/** What a filter leaves: rows, and of the clauses those that stand in one, with the pairs that are left. */
export function filtered(sides: Sides, filter: Filter): Sides {
  const rows = sides.rows.filter(passes[filter])
  const kept = new Set(rows.map((row) => row.pair))
  const ids = new Set(rows.flatMap((row) => [row.national?.id, row.provincial?.id]))
  const side = (clauses: readonly Clause[]): Clause[] =>
    clauses.filter((clause) => ids.has(clause.measure.id)).map((clause) => ({ ...clause, pairs: clause.pairs.filter((pair) => kept.has(pair)) }))
  return { national: side(sides.national), provincial: side(sides.provincial), rows }
}

/** How many rows each filter leaves. */
export function countsOf(rows: readonly Row[]): Record<Filter, number> {
  const count = (filter: Filter): number => rows.filter(passes[filter]).length
  return { all: rows.length, aligned: count('aligned'), gaps: count('gaps'), additions: count('additions'), differences: count('differences') }
}

export type LikenessWord = 'close' | 'fair' | 'slight'

/** A score as a word. */
export function likenessWord(score: number): LikenessWord {
  if (score >= settings.likeness.close) return 'close'
  return score >= settings.likeness.fair ? 'fair' : 'slight'
}

/** The text of a clause behind its heading, which is shown by itself. */
export function bodyOf(measure: Measure): string {
  const text = (measure.text ?? '').replace(/\s*\n\s*/g, '')
  const heading = measure.heading ?? ''
  return heading && text.startsWith(heading) ? text.slice(heading.length).replace(/^[。.．：:\s]+/u, '') : text
}

/** What a clause is called in a word or two: its label and heading, else how its text begins. */
export function nameOf(measure: Measure, most = 24): string {
  const words = measure.heading ?? bodyOf(measure)
  const points = Array.from(words)
  return [measure.label, points.length > most ? `${points.slice(0, most).join('')}…` : words].filter(Boolean).join(' ')
}

/** A period as the answer writes it, first/last, in days; an end that is not told is empty. */
export function periodOf(words: string): { first: string; last: string } {
  const [first = '', last = ''] = words.split('/')
  return { first, last }
}

/** Where the words of a difference stand in a text: half-open spans of code points. */
export function spansOf(text: string, words: readonly string[]): [number, number][] {
  const points = Array.from(text)
  return words.flatMap((word) => {
    const sought = Array.from(word)
    return points.flatMap((_, at): [number, number][] => (sought.length && sought.every((point, step) => points[at + step] === point) ? [[at, at + sought.length]] : []))
  })
}
