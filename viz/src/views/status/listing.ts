/** Which documents the list shows on a day, in which order, and how many there are of each state. */
import type { Level, Schema, State } from '@/api/types'
import { settings } from '@/settings'
import { toNumber } from '@/display/days'

export type Validity = Schema<'Validity'>
export type StatePeriod = Schema<'StatePeriod'>

/** Which documents by their ends: all, with an end of the whole, or with one of the whole or of a clause. */
export const ends = ['all', 'document', 'any'] as const
export type Ends = (typeof ends)[number]
/** `near`: whose end is nearest to the chosen day; `end`, `start`: by the last or the first day. */
export const sorts = ['near', 'end', 'start'] as const
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

/** Known ends of the whole first, then those of clauses, then none, the undated last; or by the first day. */
export function sorted(items: readonly Validity[], sort: Sort, day: number): Validity[] {
  const keyed = items.map((item) => ({ item, key: sort === 'start' ? ['', startOf(item)] : [rankOf(item), sort === 'near' ? away(item, day) : (endsOf(item).at(-1) ?? ''), startOf(item)] }))
  return keyed
    .map(({ item, key }) => ({ item, key: [...key, item.document.id].join('|') }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ item }) => item)
}

const rankOf = (item: Validity): string => (item.last ? '0' : item.clause_ends.length ? '1' : item.first ? '2' : '3')
const startOf = (item: Validity): string => `${item.first ?? '9999'} ${item.document.issued_on ?? '9999'}`
const endsOf = (item: Validity): string[] => (item.last ? [item.last] : item.clause_ends.map((end) => end.day))

/** How many days the nearest end is away, with as many digits for all. */
function away(item: Validity, day: number): string {
  const nearest = endsOf(item).reduce((least, end) => Math.min(least, Math.abs(toNumber(end) - day)), 999_999)
  return String(nearest).padStart(6, '0')
}
