/** Which documents the list shows on a day, in which order, and how many there are of each state. */
import type { Level, Schema, State } from '@/api/types'
import { settings } from '@/settings'
import { toNumber } from './days'

export type Validity = Schema<'Validity'>
export type StatePeriod = Schema<'StatePeriod'>

/** Which documents by their ends: all, with an end of the whole, or with one of the whole or of a clause. */
export const ends = ['all', 'document', 'any'] as const
export type Ends = (typeof ends)[number]
export const sorts = ['end', 'start'] as const
export type Sort = (typeof sorts)[number]

export interface Wanted {
  words: string
  levels: readonly Level[]
  end: Ends
  isMarked: boolean
}

export interface Row {
  item: Validity
  period: StatePeriod
}

/** The period that holds a day; periods follow each other without a gap. */
export function periodOn(item: Validity, day: number): StatePeriod {
  const found = item.periods.find((period) => period.last === null || toNumber(period.last) >= day)
  return found ?? { state: 'unknown', also: [], first: null, last: null }
}

const BRACKETS: Record<string, string> = { '[': '〔', '［': '〔', '(': '〔', '（': '〔', ']': '〕', '］': '〕', ')': '〕', '）': '〕' }
const folded = (text: string): string => text.replace(/[[\]()［］（）]/g, (each) => BRACKETS[each] ?? each).toLowerCase()

/** Whether words all stand in title, number or issuers, kinds of brackets aside; the server reads them the same way. */
export function says(item: Validity, words: string): boolean {
  const { title, doc_number, issuers } = item.document
  const printed = folded([title, doc_number ?? '', ...issuers].join(' '))
  return folded(words).split(/\s+/).every((word) => printed.includes(word))
}

export const isMarked = (item: Validity): boolean => item.conflicts.length > 0 || item.doubts > 0
export const hasEnd = (item: Validity, end: Ends): boolean => end === 'all' || item.last !== null || (end === 'any' && item.clause_ends.length > 0)

/** What fits all but the state. */
export function fitting(items: readonly Validity[], wanted: Wanted): Validity[] {
  return items.filter(
    (item) =>
      (!wanted.levels.length || wanted.levels.includes(item.document.level)) && hasEnd(item, wanted.end) && (!wanted.isMarked || isMarked(item)) && says(item, wanted.words),
  )
}

export const statesOf = (period: StatePeriod): State[] => [period.state, ...period.also]

export function rowsOn(items: readonly Validity[], day: number): Row[] {
  return items.map((item) => ({ item, period: periodOn(item, day) }))
}

/** How many rows each state has, in the order of the settings; a document that is extended and amended counts for both. */
export function counted(rows: readonly Row[]): { state: State; count: number }[] {
  return settings.states
    .map((state) => ({ state, count: rows.filter((row) => statesOf(row.period).includes(state)).length }))
    .filter((each) => each.count > 0)
}

export function ofStates(rows: readonly Row[], states: readonly State[]): Row[] {
  return states.length ? rows.filter((row) => statesOf(row.period).some((state) => states.includes(state))) : [...rows]
}

/** By the end: known ends of the whole first, then of clauses, then none; or by the first day. Undated ones last. */
export function sorted(items: readonly Validity[], sort: Sort): Validity[] {
  const late = '9999'
  const key = (item: Validity): string[] =>
    sort === 'start'
      ? [item.first ?? late, item.document.issued_on ?? late]
      : [item.last ? '0' : item.clause_ends.length ? '1' : item.first ? '2' : '3', item.last ?? item.clause_ends.at(-1)?.day ?? '', item.first ?? late]
  return items
    .map((item) => ({ item, key: [...key(item), item.document.id].join('|') }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ item }) => item)
}
